import { type CompiledValidator, compileValidators } from "./compile-validators.ts";
import { kebab } from "./names.ts";
import { type Document, type GeneratedFile, header } from "./openapi.ts";
import { docComment, literal } from "./texts.ts";
import { type ReadOptions, type ValidationSchema, validationSchemas } from "./validation-schemas.ts";

/** Generates a Standard Schema for each component schema and for the parameters of each operation, one file each. */
export function generateValidators(api: string, document: Document, options?: ReadOptions): GeneratedFile[] {
  const all = validationSchemas(document, options);
  const schemas = all.filter(({ internal }) => internal !== "local");
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
  return [
    {
      path: "validators/index.ts",
      content: header(api, "validators.ts", document, "A validator for each schema of the") + index.join(""),
    },
    ...files,
  ];
}

function validatorModule(api: string, schema: ValidationSchema, compiled: CompiledValidator | undefined): string {
  const { name, type, resourceEvents, lookUp, reading } = schema;
  if (!compiled) throw new Error(`The schema ${name} was not compiled`);
  if (schema.internal) return internalModule(compiled);
  const create = reading ? "readingSchema" : "standardSchema";
  const shared = [
    ...compiled.helpers,
    ...(lookUp ? ["lookUp"] : []),
    ...(resourceEvents ? ["resourceEvents"] : []),
    ...["type Check", "type StandardSchema", create],
  ];
  const rule = resourceEvents ? `, /* @__PURE__ */ resourceEvents(${literal(resourceEvents)})` : "";
  return [
    "// @ts-nocheck: compiled by Ajv\n",
    `import type { ${type.from} } from "@comms-webhooks/${api}-types";\n`,
    ...checkImports(compiled),
    `import { ${shared.join(", ")} } from "@comms-webhooks/validation";\n\n`,
    `${compiled.code}\n\n`,
    docComment(`The validator of \`${name}\`.`),
    `export const ${name}: StandardSchema<${type.code}> = /* @__PURE__ */ ${create}(check${rule});\n`,
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
