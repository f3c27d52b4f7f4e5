import { type CompiledValidator, compileValidators } from "./compile-validators.ts";
import { type Document, type GeneratedFile, header } from "./openapi.ts";
import { literal } from "./texts.ts";
import { type ValidationSchema, validationSchemas } from "./validation-schemas.ts";

/** Generates a Standard Schema for each component schema and for the parameters of each operation, one file each. */
export function generateValidators(api: string, document: Document): GeneratedFile[] {
  const schemas = validationSchemas(document);
  const compiled = compileValidators(schemas);
  const files = schemas.map((schema) => ({
    path: `validators/${kebab(schema.name)}.ts`,
    content: header(api, "validators.ts", document) + validatorModule(api, schema, compiled.get(schema.name)),
  }));
  const index = [
    ...schemas.map(({ name }) => `export { ${name} } from "./${kebab(name)}.js";\n`),
    'export type { Issue, Result, StandardSchema, ValidateOptions } from "@comms-webhooks/validation";\n',
  ];
  return [{ path: "validators/index.ts", content: header(api, "validators.ts", document) + index.join("") }, ...files];
}

function validatorModule(api: string, schema: ValidationSchema, compiled: CompiledValidator | undefined): string {
  const { name, type, resourceEvents, lookUp } = schema;
  if (!compiled) throw new Error(`The schema ${name} was not compiled`);
  const shared = [
    ...(lookUp ? ["lookUp"] : []),
    ...(resourceEvents ? ["resourceEvents"] : []),
    ...["type Check", "type StandardSchema", "standardSchema"],
  ];
  const rule = resourceEvents ? `, /* @__PURE__ */ resourceEvents(${literal(resourceEvents)})` : "";
  return [
    "// @ts-nocheck: compiled by Ajv\n",
    `import type { ${type.from} } from "@comms-webhooks/${api}-types";\n`,
    ...compiled.imports.map((other) => `import { check as check${other} } from "./${kebab(other)}.js";\n`),
    `import { ${shared.join(", ")} } from "@comms-webhooks/validation";\n\n`,
    `${compiled.code}\n\n`,
    `export const ${name}: StandardSchema<${type.code}> = /* @__PURE__ */ standardSchema(check${rule});\n`,
  ].join("");
}

/** Returns the file name of a schema: `webhook-list` for `WebhookList`. */
function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}
