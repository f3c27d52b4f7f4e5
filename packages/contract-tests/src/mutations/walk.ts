import type { OpenApiDocument, Schema } from "../document.ts";
import { type Form, formOf, formsOf } from "./forms.ts";
import type { Path } from "./values.ts";

/** A part of a value with the schema that describes it. */
export interface Node {
  schema: Schema;
  value: unknown;
  path: Path;
  /** Where the schema stands: the names of properties, `[]` for the items of an array, and the branches of unions. */
  site: string;
  /** The union that this is part of, if its branches are tried one by one: a mistake is reported for the union as a whole. */
  union?: Path | undefined;
}

/** Walks a value along its schema, through nested objects and arrays. */
export function* walk(
  document: OpenApiDocument,
  reference: Schema,
  value: unknown,
  path: Path = [],
  place = "",
  outer?: Path,
): Generator<Node> {
  const { schema, branch, tried } = formOf(document, reference, value);
  const [site, union] = [place + branch, outer ?? (tried ? path : undefined)];
  yield { schema, value, path, site, union };
  if (Array.isArray(value) && schema.items) {
    for (const [index, item] of value.entries()) {
      yield* walk(document, schema.items, item, [...path, index], `${site}[]`, union);
    }
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (!property || !Object.hasOwn(Object(value), name)) continue;
    const part = (value as Record<string, unknown>)[name];
    yield* walk(document, property, part, [...path, name], `${site}.${name}`, union);
  }
}

/** Walks a schema itself: every place that has one. */
export function* walkSchema(document: OpenApiDocument, reference: Schema, place = ""): Generator<[string, Schema]> {
  for (const { schema, branch } of formsOf(document, reference)) {
    const site = place + branch;
    yield [site, schema];
    if (schema.items) yield* walkSchema(document, schema.items, `${site}[]`);
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (property) yield* walkSchema(document, property, `${site}.${name}`);
    }
  }
}

/** Lists what a schema asserts, each with its place. The mutations of its examples must break all of it. */
export function assertedSites(document: OpenApiDocument, reference: Schema): string[] {
  return [...walkSchema(document, reference)].flatMap(([site, schema]) => [
    ...(schema.required ?? []).map((name) => `${site}.${name} required`),
    ...(["type", "enum", "pattern", "format", "minLength", "maxLength", "minimum"] as const)
      .filter((keyword) => schema[keyword] !== undefined && !(keyword === "format" && schema.format === "password"))
      .map((keyword) => `${site} ${keyword}`),
    ...(schema.additionalProperties === false ? [`${site} additionalProperties`] : []),
    ...(schema.not ? [`${site} not`] : []),
  ]);
}

/** Builds values with every field that a schema has, of the first example of each: one for each branch of its unions. */
export function wholeValues(document: OpenApiDocument, reference: Schema): unknown[] {
  return formsOf(document, reference).flatMap((form) => valuesOf(document, form));
}

function valuesOf(document: OpenApiDocument, { schema }: Form): unknown[] {
  const text = schema.const ?? schema.enum?.[0];
  if (text !== undefined) return [text];
  if (schema.examples) return schema.examples.slice(0, 1);
  if (schema.items) return [wholeValues(document, schema.items)];
  const fields = Object.entries(schema.properties ?? {})
    .filter((entry): entry is [string, Schema] => entry[1] !== false)
    .map(([name, field]) => [name, wholeValues(document, field)] as const);
  const count = Math.max(1, ...fields.map(([, values]) => values.length));
  return Array.from({ length: count }, (_, index) =>
    Object.fromEntries(fields.map(([name, values]) => [name, values[index % values.length]])),
  );
}
