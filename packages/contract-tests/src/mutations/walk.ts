import type { OpenApiDocument, Schema } from "../document.ts";
import { resolveSchema } from "../pointer.ts";
import type { Path } from "./values.ts";

/** A part of a value with the schema that describes it. */
export interface Node {
  schema: Schema;
  value: unknown;
  path: Path;
  /** Where the schema stands: the names of properties, and `[]` for the items of an array. */
  site: string;
}

/** Walks a value along its schema, through nested objects and arrays. */
export function* walk(
  document: OpenApiDocument,
  reference: Schema,
  value: unknown,
  path: Path = [],
  site = "",
): Generator<Node> {
  const schema = resolveSchema(document, reference);
  yield { schema, value, path, site };
  if (Array.isArray(value) && schema.items) {
    for (const [index, item] of value.entries()) {
      yield* walk(document, schema.items, item, [...path, index], `${site}[]`);
    }
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (!property || !Object.hasOwn(Object(value), name)) continue;
    const part = (value as Record<string, unknown>)[name];
    yield* walk(document, property, part, [...path, name], `${site}.${name}`);
  }
}

/** Walks a schema itself: every place that has one. */
export function* walkSchema(document: OpenApiDocument, reference: Schema, site = ""): Generator<[string, Schema]> {
  const schema = resolveSchema(document, reference);
  yield [site, schema];
  if (schema.items) yield* walkSchema(document, schema.items, `${site}[]`);
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (property) yield* walkSchema(document, property, `${site}.${name}`);
  }
}

/** Lists what a schema asserts, each with its place: what the mutations of its examples must break, all of it. */
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

/** Builds a value with every field that a schema has, of the first example of each. */
export function wholeValue(document: OpenApiDocument, reference: Schema): unknown {
  const schema = resolveSchema(document, reference);
  if (schema.items) return [wholeValue(document, schema.items)];
  if (!schema.properties) return schema.examples?.[0];
  const fields = Object.entries(schema.properties).filter((entry): entry is [string, Schema] => entry[1] !== false);
  return Object.fromEntries(fields.map(([name, field]) => [name, wholeValue(document, field)]));
}
