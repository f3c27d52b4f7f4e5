import { type CompiledValidator, compileValidators } from "./compile-validators.ts";
import { type Document, type GeneratedFile, header } from "./openapi.ts";
import { type ValidationSchema, validationSchemas } from "./validation-schemas.ts";

/** Generates a Standard Schema for each component schema and for the parameters of each operation, one file each. */
export function generateValidators(api: string, document: Document): GeneratedFile[] {
  const schemas = validationSchemas(document);
  const checks = compileValidators(schemas);
  const files = schemas.map((checked) => ({
    path: `validators/${kebab(checked.name)}.ts`,
    content: header(api, "validators.ts", document) + validatorModule(api, checked, checks.get(checked.name)),
  }));
  const index = [
    ...schemas.map(({ name }) => `export { ${name} } from "./${kebab(name)}.js";\n`),
    'export type { Issue, Result, StandardSchema, ValidateOptions } from "@comms-webhooks/validation";\n',
  ];
  return [{ path: "validators/index.ts", content: header(api, "validators.ts", document) + index.join("") }, ...files];
}

function validatorModule(api: string, checked: ValidationSchema, compiled: CompiledValidator | undefined): string {
  const { name, type, resourceEvents, lookUp } = checked;
  const check = compiled ?? lookUpCheck(lookUp);
  const shared = [
    ...(lookUp ? ["lookUp"] : []),
    ...(resourceEvents ? ["resourceEvents"] : []),
    ...["type Check", "type StandardSchema", "standardSchema"],
  ];
  const rule = resourceEvents ? `, resourceEvents(${JSON.stringify(resourceEvents)})` : "";
  return [
    "// @ts-nocheck: compiled by Ajv\n",
    `import type { ${type.from} } from "@comms-webhooks/${api}-types";\n`,
    ...check.imports.map((other) => `import { check as check${other} } from "./${kebab(other)}.js";\n`),
    `import { ${shared.join(", ")} } from "@comms-webhooks/validation";\n\n`,
    `${check.code}\n\n`,
    `export const ${name}: StandardSchema<${type.code}> = /* @__PURE__ */ standardSchema(check${rule});\n`,
  ].join("");
}

/** Returns the function of a union whose branches name themselves: that of the branch that the value names. */
function lookUpCheck(lookUp: ValidationSchema["lookUp"]): CompiledValidator {
  if (!lookUp) throw new Error("A schema was not compiled");
  const rows = Object.entries(lookUp.branches).map(([name, branch]) => `  ${JSON.stringify(name)}: check${branch},\n`);
  const selectors = JSON.stringify(lookUp.selectors);
  return {
    imports: [...new Set([...Object.values(lookUp.branches), lookUp.otherwise])],
    code: `export const check: Check = /* @__PURE__ */ lookUp(${selectors}, {\n${rows.join("")}}, check${lookUp.otherwise});`,
  };
}

/** Returns the file name of a schema: `webhook-list` for `WebhookList`. */
function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}
