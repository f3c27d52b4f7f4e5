import { readFileSync } from "node:fs";
import { type CheckedSchema, checkedSchemas } from "./checked-schemas.ts";
import { type CompiledCheck, compileChecks } from "./compile-checks.ts";
import { type Api, type Document, type GeneratedFile, header } from "./openapi.ts";

const runtime = ["issues.ts", "standard-schema.ts", "resource-events.ts", "look-up.ts"];

/** Generates a Standard Schema for each component schema and for the parameters of each operation, one file each. */
export function generateValidators(api: Api, document: Document): GeneratedFile[] {
  const schemas = checkedSchemas(document);
  const checks = compileChecks(schemas);
  const files = schemas.map((checked) => ({
    path: `validators/${kebab(checked.name)}.ts`,
    content: header(api, "validators.ts", document) + validatorModule(api, checked, checks.get(checked.name)),
  }));
  const index = [
    ...schemas.map(({ name }) => `export { ${name} } from "./${kebab(name)}.js";\n`),
    'export type { Issue } from "./runtime/issues.js";\n',
    'export type { Result, StandardSchema, ValidateOptions } from "./runtime/standard-schema.js";\n',
  ];
  return [
    { path: "validators/index.ts", content: header(api, "validators.ts", document) + index.join("") },
    ...files,
    ...runtimeFiles(api, document, files),
  ];
}

/** The modules that validators share are copied as they stand; their tests are beside the originals. */
function runtimeFiles(api: Api, document: Document, users: GeneratedFile[]): GeneratedFile[] {
  const always = ["issues.ts", "standard-schema.ts"];
  return runtime
    .filter(
      (file) => always.includes(file) || users.some(({ content }) => content.includes(file.replace(".ts", ".js"))),
    )
    .map((file) => ({
      path: `validators/runtime/${file}`,
      content:
        header(api, `runtime/${file}`, document) + readFileSync(new URL(`runtime/${file}`, import.meta.url), "utf8"),
    }));
}

function validatorModule(api: Api, checked: CheckedSchema, compiled: CompiledCheck | undefined): string {
  const { name, type, resourceEvents, lookUp } = checked;
  const check = compiled ?? lookUpCheck(lookUp);
  const rule = resourceEvents ? `, resourceEvents(${JSON.stringify(resourceEvents)})` : "";
  return [
    "// @ts-nocheck: compiled by Ajv\n",
    `import type { ${type.from} } from "@comms-webhooks/${api}-types";\n`,
    ...check.imports.map((other) => `import { check as check${other} } from "./${kebab(other)}.js";\n`),
    lookUp ? 'import { lookUp } from "./runtime/look-up.js";\n' : "",
    resourceEvents ? 'import { resourceEvents } from "./runtime/resource-events.js";\n' : "",
    'import { type Check, type StandardSchema, standardSchema } from "./runtime/standard-schema.js";\n\n',
    `${check.code}\n\n`,
    `export const ${name}: StandardSchema<${type.code}> = /* @__PURE__ */ standardSchema(check${rule});\n`,
  ].join("");
}

/** The check of a union is that of the one branch that the value's own words select. */
function lookUpCheck(lookUp: CheckedSchema["lookUp"]): CompiledCheck {
  if (!lookUp) throw new Error("A schema was not compiled");
  const rows = Object.entries(lookUp.branches).map(([name, branch]) => `  ${JSON.stringify(name)}: check${branch},\n`);
  const selectors = JSON.stringify(lookUp.selectors);
  return {
    imports: [...new Set([...Object.values(lookUp.branches), lookUp.otherwise])],
    code: `export const check: Check = /* @__PURE__ */ lookUp(${selectors}, {\n${rows.join("")}}, check${lookUp.otherwise});`,
  };
}

/** Turns a schema's name into a file's: `WebhookList` into `webhook-list`. */
function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}
