import { readFileSync } from "node:fs";
import { _, Ajv, type CodeKeywordDefinition, stringify } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import notKeyword from "ajv/dist/vocabularies/applicator/not.js";
import { uri } from "./formats.ts";
import { type Api, type Document, type GeneratedFile, header } from "./openapi.ts";
import { type CheckedSchema, checkedSchemas } from "./validator-schemas.ts";

const runtime = ["issues.ts", "standard-schema.ts", "resource-events.ts"];

/** Generates a Standard Schema for each component schema and for the parameters of each operation, one file each. */
export function generateValidators(api: Api, document: Document): GeneratedFile[] {
  const schemas = checkedSchemas(document);
  const ajv = createAjv();
  for (const { name, schema } of schemas) ajv.addSchema(schema, name);
  const files = schemas.map((checked) => ({
    path: `validators/${kebab(checked.name)}.ts`,
    content: header(api, "validators.ts", document) + validatorModule(api, ajv, checked),
  }));
  const index = [
    ...schemas.map(({ name }) => `export { ${name} } from "./${kebab(name)}.js";\n`),
    'export type { Issue } from "./runtime/issues.js";\n',
    'export type { Result, StandardSchema, ValidateOptions } from "./runtime/standard-schema.js";\n',
  ];
  return [
    { path: "validators/index.ts", content: header(api, "validators.ts", document) + index.join("") },
    ...files,
    ...runtimeFiles(api, document, schemas),
  ];
}

/** The modules that all validators share are copied as they stand, with their tests beside the originals. */
function runtimeFiles(api: Api, document: Document, schemas: CheckedSchema[]): GeneratedFile[] {
  const paired = schemas.some(({ resourceEvents }) => resourceEvents);
  return runtime
    .filter((file) => paired || file !== "resource-events.ts")
    .map((file) => ({
      path: `validators/runtime/${file}`,
      content:
        header(api, `runtime/${file}`, document) + readFileSync(new URL(`runtime/${file}`, import.meta.url), "utf8"),
    }));
}

function createAjv(): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    code: { source: true, esm: true, lines: true, optimize: 1 },
    formats: { uri, password: true },
    strict: true,
    meta: false,
    validateSchema: false,
    // Every length in the specs is of ASCII text or a test for emptiness, where UTF-16 units are exact.
    unicode: false,
    logger: false,
    unicodeRegExp: false,
  });
  const not = "default" in notKeyword ? notKeyword.default : notKeyword;
  ajv.removeKeyword("not").addKeyword("x-violation");
  ajv.addKeyword({
    ...(not as CodeKeywordDefinition),
    error: {
      message: "",
      params: ({ parentSchema }) => _`${stringify(parentSchema?.["x-violation"])}`,
    },
  });
  return ajv;
}

function validatorModule(api: Api, ajv: Ajv, { name, type, resourceEvents }: CheckedSchema): string {
  const check = ajv.getSchema(name);
  if (!check) throw new Error(`The schema ${name} can't be compiled`);
  const code = (standaloneCode as unknown as typeof standaloneCode.default)(ajv, check)
    .replace('"use strict";', "")
    .replace(/^export const validate = (\w+);export default \1;$/m, "")
    .replace(/^export const validate = \w+;/m, "")
    .replace(/^export default (\w+);/m, "const check = $1;");
  if (/\brequire\(/.test(code)) throw new Error(`The validator of ${name} needs a module at run time`);
  const table = resourceEvents ? `, resourceEvents(${JSON.stringify(resourceEvents)})` : "";
  return [
    "// @ts-nocheck: compiled by Ajv\n",
    `import type { ${type.from} } from "@comms-webhooks/${api}-types";\n`,
    resourceEvents ? 'import { resourceEvents } from "./runtime/resource-events.js";\n' : "",
    'import { type StandardSchema, standardSchema } from "./runtime/standard-schema.js";\n\n',
    `${code.trim()}\n\n`,
    `export const ${name}: StandardSchema<${type.code}> = /* @__PURE__ */ standardSchema(check${table});\n`,
  ].join("");
}

/** Turns a schema's name into a file's: `WebhookList` into `webhook-list`. */
function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}
