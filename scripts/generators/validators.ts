import { type CompiledValidator, compileValidators } from "./compile-validators.ts";
import { type Document, type GeneratedFile, header } from "./openapi.ts";
import { pointerTo, type Refusal, RefusedDocument } from "./refusals.ts";
import { type ReadOptions, type ValidationSchema, validationSchemas } from "./validation-schemas.ts";

/** What the modules use beside their own name, and what the index exports. */
const taken = new Set(
  "Array Object RegExp isFinite undefined check components operations Check StandardSchema standardSchema lookUp resourceEvents Issue Result ValidateOptions areUnique codePoints equal isDateTime isInt32 isInteger".split(
    " ",
  ),
);

/** Throws for names that can't be those of constants and files, with a better one. */
function checkNames(schemas: ValidationSchema[]): void {
  const files = new Map<string, string>([["index", "the index"]]);
  const refusals = schemas.flatMap(({ name, internal }): Refusal[] => {
    const pointer = pointerTo("#/components/schemas", name);
    const words = name.match(/[A-Za-z0-9]+/g) ?? ["Schema"];
    const better = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
    const refuse = (reason: string, hint: string) => [
      { pointer, schema: name, reason: `${reason}; rename it, to ${hint}` },
    ];
    if (!internal && !isIdentifier(name))
      return refuse("isn't a name that a constant can have", isIdentifier(better) ? better : `Schema${better}`);
    if (taken.has(name)) return refuse("is a name that generated code uses itself", `${name}Schema`);
    const other = files.get(kebab(name));
    files.set(kebab(name), name);
    return other === undefined ? [] : refuse(`has the same file name as ${other}`, `${name}2`);
  });
  if (refusals.length > 0) throw new RefusedDocument(refusals);
}

function isIdentifier(name: string): boolean {
  if (!/^[A-Za-z_]\w*$/.test(name)) return false;
  try {
    new Function(`"use strict"; const ${name} = 1;`);
    return name !== "await";
  } catch {
    return false;
  }
}

/** Generates a Standard Schema for each component schema and for the parameters of each operation, one file each. */
export function generateValidators(api: string, document: Document, options?: ReadOptions): GeneratedFile[] {
  const all = validationSchemas(document, options);
  const schemas = all.filter(({ internal }) => internal !== "local");
  checkNames(schemas);
  const compiled = compileValidators(all);
  const files = schemas.map((schema) => ({
    path: `validators/${kebab(schema.name)}.ts`,
    content: header(api, "validators.ts", document) + validatorModule(api, schema, compiled.get(schema.name)),
  }));
  const index = [
    ...schemas
      .filter(({ internal }) => !internal)
      .map(({ name }) => `export { ${name} } from "./${kebab(name)}.js";\n`),
    'export type { Issue, Result, StandardSchema, ValidateOptions } from "@comms-webhooks/validation";\n',
  ];
  return [{ path: "validators/index.ts", content: header(api, "validators.ts", document) + index.join("") }, ...files];
}

function validatorModule(api: string, schema: ValidationSchema, compiled: CompiledValidator | undefined): string {
  const { name, type, resourceEvents, lookUp } = schema;
  if (!compiled) throw new Error(`The schema ${name} was not compiled`);
  if (schema.internal) return internalModule(compiled);
  const shared = [
    ...compiled.helpers,
    ...(lookUp ? ["lookUp"] : []),
    ...(resourceEvents ? ["resourceEvents"] : []),
    ...["type Check", "type StandardSchema", "standardSchema"],
  ];
  const rule = resourceEvents ? `, /* @__PURE__ */ resourceEvents(${JSON.stringify(resourceEvents)})` : "";
  return [
    "// @ts-nocheck: compiled by Ajv\n",
    `import type { ${type.from} } from "@comms-webhooks/${api}-types";\n`,
    ...checkImports(compiled),
    `import { ${shared.join(", ")} } from "@comms-webhooks/validation";\n\n`,
    `${compiled.code}\n\n`,
    `export const ${name}: StandardSchema<${type.code}> = /* @__PURE__ */ standardSchema(check${rule});\n`,
  ].join("");
}

/** A check that other validators call, without a name of its own. */
function internalModule(compiled: CompiledValidator): string {
  return [
    "// @ts-nocheck: compiled by Ajv\n",
    ...checkImports(compiled),
    `import { ${[...compiled.helpers, "type Check"].join(", ")} } from "@comms-webhooks/validation";\n\n`,
    `${compiled.code}\n`,
  ].join("");
}

function checkImports({ imports }: CompiledValidator): string[] {
  return imports.map((other) => `import { check as check${other} } from "./${kebab(other)}.js";\n`);
}

/** Returns the file name of a schema: `webhook-list` for `WebhookList`. */
function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace("$", ".")
    .toLowerCase();
}
