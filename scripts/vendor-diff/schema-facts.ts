import { isObject, type Json, objectOf, segment } from "./json.ts";
import { UnusableDocument } from "./read-vendor-document.ts";
import type { References } from "./references.ts";

/** What is compared of a part of a document: facts by their keyword, and parts within it by their pointer. */
export interface Facts {
  /** What the part is, in a word: for a schema its type. */
  readonly kind: string;
  /** Whether there is a schema. A body can have none. */
  readonly hasSchema: boolean;
  readonly facts: Map<string, string>;
  readonly parts: Map<string, Facts>;
}

/** More parts than any description of webhooks has. References can multiply them without end. */
const maxParts = 20_000;

const keywords = [
  ...["format", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
  ...["multipleOf", "minItems", "maxItems", "uniqueItems", "default"],
];

/** Creates a reader of schemas, which returns their facts. `allOf` is put together, and recursion ends where it begins. */
export function schemaReader({ resolve }: References): (schema: unknown) => Facts {
  let count = 0;

  const read = (schema: unknown, open: readonly string[]): Facts => {
    count += 1;
    if (count > maxParts) throw new UnusableDocument(`The schemas have more than ${maxParts} parts.`);
    const { merged, trail } = merge(schema, open);
    const facts = new Map<string, string>();
    const parts = new Map<string, Facts>();
    const types = [typesOf(merged)].flat().sort();
    if (types.length > 0) facts.set("type", types.join(" or "));
    for (const keyword of keywords) if (merged[keyword] !== undefined) facts.set(keyword, textOf(merged[keyword]));
    for (const value of valuesOf(merged)) facts.set(`enum/${segment(textOf(value))}`, "listed");
    const required = Array.isArray(merged["required"]) ? merged["required"] : [];
    for (const [name, property] of Object.entries(objectOf(merged["properties"]))) {
      const part = read(property, trail);
      if (required.includes(name)) part.facts.set("required", "yes");
      parts.set(`properties/${segment(name)}`, part);
    }
    if (merged["items"] !== undefined) parts.set("items", read(merged["items"], trail));
    for (const keyword of ["oneOf", "anyOf"])
      for (const [index, branch] of [merged[keyword] ?? []].flat().entries())
        parts.set(`${keyword}/${index}`, read(branch, trail));
    return { kind: types.join(" or ") || "anything", hasSchema: true, facts, parts };
  };

  /** Puts a schema and the parts of its `allOf` together. A schema within itself is left out. */
  const merge = (schema: unknown, open: readonly string[]): { merged: Json; trail: readonly string[] } => {
    const { value, trail: own } = resolve(schema);
    const trail = [...open, ...own];
    if (!isObject(value) || own.some((reference) => open.includes(reference))) return { merged: {}, trail };
    const { allOf, ...rest } = value;
    const all = (Array.isArray(allOf) ? allOf : []).map((part) => {
      count += 1;
      if (count > maxParts) throw new UnusableDocument(`The schemas have more than ${maxParts} parts.`);
      return merge(part, trail);
    });
    return { merged: [...all.map(({ merged }) => merged), rest].reduce(combine, {}), trail };
  };

  return (schema) => {
    try {
      return read(schema, []);
    } catch (error) {
      // An alias of YAML can stand for what it is a part of.
      throw error instanceof RangeError ? new UnusableDocument("The schemas are nested too deeply.") : error;
    }
  };
}

function combine(one: Json, other: Json): Json {
  return {
    ...one,
    ...other,
    properties: { ...objectOf(one["properties"]), ...objectOf(other["properties"]) },
    required: [one["required"] ?? [], other["required"] ?? []].flat(),
  };
}

function typesOf({ type, nullable }: Json): unknown[] {
  return [...[type ?? []].flat(), ...(nullable === true ? ["null"] : [])];
}

/** Returns the listed values: also those of an open list, which vendors write as an `enum`. */
function valuesOf(schema: Json): unknown[] {
  const listed = schema["enum"] ?? schema["x-known-values"];
  return schema["const"] === undefined ? (Array.isArray(listed) ? listed : []) : [schema["const"]];
}

/** Writes a value as text. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
