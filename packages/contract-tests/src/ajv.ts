import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { type Api, documentOf } from "./apis.ts";

/**
 * Whether `format` is asserted. In JSON Schema 2020-12 it is an annotation unless a dialect says otherwise. The project
 * asserts it on what it sends and writes, and leaves it an annotation on what a vendor sends, where a new form must
 * not break a reader. Enums need no such choice: responses have none, since open lists are `x-known-values`.
 */
export type Formats = "asserted" | "annotated";

const extensions = ["example", "x-aliases", "x-known-values", "x-violation", "x-webhook-resources"];
const instances = new Map<string, Ajv2020>();

/**
 * Compiles the schema at a JSON Pointer of an API's document, once. The function stops at the first error: collecting
 * those of every branch of a union takes a hundred times as long.
 */
export function accepts(api: Api, pointer: string, formats: Formats): ValidateFunction {
  return compile(instance(api, formats, false), pointer);
}

/** Returns every error that a value has by the schema at a JSON Pointer of an API's document. */
export function errorsAt(api: Api, pointer: string, formats: Formats, value: unknown): ErrorObject[] {
  if (accepts(api, pointer, formats)(value)) return [];
  const check = compile(instance(api, formats, true), pointer);
  check(value);
  return check.errors ?? [];
}

/** Compiles a schema that isn't in an API's document but may refer to it, by `#/…` as the document does. */
export function compileSchema(api: Api, schema: object): ValidateFunction {
  const absolute = JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"document#/');
  return instance(api, "asserted", false).compile(JSON.parse(absolute) as object);
}

function compile(ajv: Ajv2020, pointer: string): ValidateFunction {
  const reference = `document${pointer}`;
  return ajv.getSchema(reference) ?? ajv.compile({ $ref: reference });
}

function instance(api: Api, formats: Formats, allErrors: boolean): Ajv2020 {
  const key = `${api} ${formats} ${allErrors}`;
  const ajv = instances.get(key) ?? createAjv(api, formats, allErrors);
  instances.set(key, ajv);
  return ajv;
}

function createAjv(api: Api, formats: Formats, allErrors: boolean): Ajv2020 {
  const document = documentOf(api);
  const validateFormats = formats === "asserted";
  const ajv = new Ajv2020({ allErrors, strict: true, allowUnionTypes: true, validateFormats });
  // To Ajv the document is one big schema, whose own keys don't affect validity.
  ajv.addVocabulary([...Object.keys(document), ...extensions]);
  (addFormats as unknown as typeof addFormats.default)(ajv);
  return ajv.addSchema(document, "document");
}
