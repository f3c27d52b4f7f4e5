import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { type Api, documents, type OpenApiDocument } from "./document.ts";

/**
 * Whether `format` is asserted. In JSON Schema 2020-12 it is an annotation unless a dialect says otherwise. The project
 * asserts it on what it sends and writes, and leaves it an annotation on what a vendor sends, where a new form must
 * not break a reader. Enums need no such choice: responses have none, since open lists are `x-known-values`.
 */
export type Formats = "asserted" | "annotated";

const extensions = ["example", "x-known-values", "x-violation", "x-webhook-resources"];

/** Makes an Ajv that knows a document: its schemas are compiled by `{ $ref: "document#/…" }`. */
export function createAjv(document: OpenApiDocument, formats: Formats): Ajv2020 {
  const validateFormats = formats === "asserted";
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, verbose: true, validateFormats });
  // To Ajv the document is one big schema, whose own keys say nothing about validity.
  ajv.addVocabulary([...Object.keys(document), ...extensions]);
  (addFormats as unknown as typeof addFormats.default)(ajv);
  return ajv.addSchema(document, "document");
}

const instances = new Map<string, Ajv2020>();

/** Compiles the schema at a JSON Pointer of an API's document. */
export function compileAt(api: Api, pointer: string, formats: Formats): ValidateFunction {
  const reference = `document${pointer}`;
  const ajv = instance(api, formats);
  return ajv.getSchema(reference) ?? ajv.compile({ $ref: reference });
}

/** Compiles a part of a schema that has no references, with its formats asserted. */
export function compileSchema(api: Api, schema: object): ValidateFunction {
  return instance(api, "asserted").compile(schema);
}

function instance(api: Api, formats: Formats): Ajv2020 {
  const key = `${api} ${formats}`;
  const ajv = instances.get(key) ?? createAjv(documents[api], formats);
  instances.set(key, ajv);
  return ajv;
}
