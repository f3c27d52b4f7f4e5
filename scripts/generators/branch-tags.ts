import type { Document, Schema } from "./openapi.ts";
import { type SchemaPlace, schemaAt, walk } from "./schema-uses.ts";

/** A property with a fixed list of values, as a branch of a union has it. */
interface Pin {
  required: boolean;
  schemas: Schema[];
  values: string;
}

/**
 * Finds the properties that tell the branches of unions apart: all branches but at most one give them values, which aren't
 * the same in all, and at least one requires them. Returns the schemas of these properties, in each of the branches.
 */
export function findTags(document: Document, places: SchemaPlace[]): Set<Schema> {
  const tags = new Set<Schema>();
  for (const place of places) {
    for (const { schema } of walk(place.pointer, place.schema)) {
      for (const branches of [schema.oneOf, schema.anyOf]) {
        if (!Array.isArray(branches) || branches.length < 2) continue;
        const pins = branches.map((branch) => findPins(document, branch));
        for (const name of new Set(pins.flatMap((own) => [...own.keys()]))) {
          const own = pins.flatMap((pin) => pin.get(name) ?? []);
          const differ = own.length === 1 || new Set(own.map(({ values }) => values)).size > 1;
          if (own.length < branches.length - 1 || !differ || !own.some(({ required }) => required)) continue;
          for (const { schemas } of own) for (const tag of schemas) tags.add(tag);
        }
      }
    }
  }
  return tags;
}

/** Lists the pins of a branch by name. Follows references, also those of `allOf`. */
function findPins(document: Document, branch: Schema | boolean, seen = new Set<unknown>()): Map<string, Pin> {
  const parts = partsOf(document, branch, seen);
  const required = new Set(parts.flatMap((part) => (Array.isArray(part.required) ? part.required : [])));
  const pins = new Map<string, Pin>();
  for (const [name, property] of parts.flatMap((part) => Object.entries(part.properties ?? {}))) {
    const own = partsOf(document, property, new Set());
    const pinned = own.filter((part) => Object.hasOwn(part, "const") || Array.isArray(part.enum));
    if (pinned.length === 0) continue;
    const values = pinned.map((part) => JSON.stringify(Object.hasOwn(part, "const") ? [part.const] : part.enum)).join();
    pins.set(name, {
      required: required.has(name),
      schemas: [...(pins.get(name)?.schemas ?? []), ...pinned],
      values: (pins.get(name)?.values ?? "") + values,
    });
  }
  return pins;
}

/** Lists a schema and those that apply to the same value by `$ref` and `allOf`. */
function partsOf(document: Document, schema: Schema | boolean | undefined, seen: Set<unknown>): Schema[] {
  if (typeof schema !== "object" || schema === null || seen.has(schema)) return [];
  seen.add(schema);
  const target = typeof schema.$ref === "string" ? schemaAt(document, schema.$ref) : undefined;
  const all = Array.isArray(schema.allOf) ? schema.allOf : [];
  return [schema, ...partsOf(document, target, seen), ...all.flatMap((part) => partsOf(document, part, seen))];
}
