import * as fc from "fast-check";
import { compileSchema } from "../ajv.ts";
import type { Api } from "../apis.ts";
import { documentOf } from "../apis.ts";
import type { Schema } from "../document.ts";
import { type Form, formsOf } from "../mutations/forms.ts";
import { awkwardNames } from "../mutations/shape.ts";
import { stringsOf } from "./strings.ts";

/**
 * Creates the values that a schema of an API's document accepts, in each of its forms: optional fields come and go, open lists
 * have unknown values, open objects unknown fields. The values are as JSON has them.
 */
export function valuesOf(api: Api, schema: Schema): fc.Arbitrary<unknown> {
  return partsOf(api, schema).map((value) => JSON.parse(JSON.stringify(value)) as unknown);
}

function partsOf(api: Api, reference: Schema): fc.Arbitrary<unknown> {
  const forms = formsOf(documentOf(api), reference);
  const all = fc.oneof(...forms.map((form) => ofForm(api, form)));
  // Where no fixed values tell the branches of a union apart, a value of one can be a value of another, too.
  return forms.some(({ tried }) => tried) ? all.filter(compileSchema(api, reference)) : all;
}

function ofForm(api: Api, { schema }: Form): fc.Arbitrary<unknown> {
  const listed = schema.const === undefined ? schema.enum : [schema.const];
  if (listed) return fc.constantFrom(...listed);
  const types = [schema.type ?? []].flat();
  if (types.length === 0) return fc.jsonValue({ maxDepth: 1 });
  const values = fc.oneof(...types.map((type) => ofType(api, schema, type)));
  const { not } = schema;
  // A rule between fields. Few values break it by chance. A string's `not` is kept where the string is created.
  return not && types[0] === "object" ? values.filter(compileSchema(api, { not })) : values;
}

function ofType(api: Api, schema: Schema, type: string): fc.Arbitrary<unknown> {
  switch (type) {
    case "string":
      return stringsOf(schema);
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer({ min: schema.minimum ?? -(2 ** 31) });
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case "array":
      return fc.array(partsOf(api, schema.items ?? {}), { maxLength: 3 });
    case "object":
      return objectsOf(api, schema);
    default:
      throw new Error(`No values of the type ${type} are known here`);
  }
}

function objectsOf(api: Api, schema: Schema): fc.Arbitrary<object> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const fields = Object.entries(properties).flatMap(([name, property]) =>
    property ? [[name, partsOf(api, property)] as const] : [],
  );
  const known = fc.record(Object.fromEntries(fields), { requiredKeys: required });
  if (additionalProperties === false) return known;
  const unknownNames = awkwardNames.filter((name) => !Object.hasOwn(properties, name));
  const unknown = fc.dictionary(fc.constantFrom(...unknownNames), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 1 });
  return fc.tuple(known, unknown).map(([own, others]) => ({ ...own, ...others }));
}
