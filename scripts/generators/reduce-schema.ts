import { refusal } from "./check-schemas.ts";
import { assertedFormats } from "./formats.ts";
import { keywordOf, subschemas } from "./keywords.ts";
import type { Schema } from "./openapi.ts";
import { pointerTo, type Refusal } from "./refusals.ts";
import type { Direction } from "./schema-uses.ts";
import { expandUnevaluated, TooManyCases } from "./unevaluated.ts";

type AnySchema = Schema | boolean;

/** What a reduction needs to know of the rest of the document. */
export interface Reduction {
  direction: Direction;
  /** The properties that tell branches of unions apart. */
  tags: ReadonlySet<Schema>;
  /** Finds what a reference leads to. */
  resolve: (reference: string) => AnySchema;
  /** Returns the reference as the compiler knows it. */
  rename: (reference: string) => string;
  /** Collects what can't be asserted. */
  refusals: Refusal[];
}

const jsonSchema = /^https:\/\/json-schema\.org\//;

/** Reduces a schema to what is asserted in its direction, with references as the compiler knows them. */
export function reduceSchema(schema: AnySchema, pointer: string, reduction: Reduction): AnySchema {
  if (typeof schema === "boolean") return schema;
  // In the dialect of JSON Schema itself, a format is an annotation.
  const formats = reduction.direction === "request" && !jsonSchema.test(String(schema["$schema"]));
  return reduce(schema, pointer, { ...reduction, exact: reduction.direction === "request", formats });
}

interface State extends Reduction {
  /** Whether everything is asserted: in requests, and where loose would become strict. */
  exact: boolean;
  formats: boolean;
}

function reduce(schema: AnySchema, pointer: string, state: State): AnySchema {
  if (typeof schema === "boolean") return schema;
  // An empty list allows no value. The compiler expects at least one.
  if (schema.enum?.length === 0 && (state.exact || state.tags.has(schema))) return false;
  const reduced: Schema = {};
  for (const [keyword, value] of Object.entries(schema)) {
    const { fate, open, holds } = keywordOf(keyword);
    if (keyword === "x-violation") reduced[keyword] = value as NonNullable<Schema["x-violation"]>;
    if (fate !== "asserted") continue;
    if (!state.exact && !staysOpen(schema, keyword, open, state)) continue;
    if (keyword.startsWith("unevaluated")) continue;
    if (keyword === "format" && !(state.formats && Object.hasOwn(assertedFormats, String(value)))) continue;
    checkPatterns(keyword, value, pointer, state);
    if (keyword === "$ref") reduced.$ref = state.rename(String(value));
    else if (keyword === "format") reduced["format"] = assertedFormats[String(value)]?.id;
    else if (holds === undefined) reduced[keyword] = value;
    else reduced[keyword] = reduceParts(schema, keyword, pointer, state);
  }
  if (schema["x-webhook-resources"]) Object.assign(reduced.properties ?? {}, openPair);
  return state.exact ? withUnevaluated(schema, reduced, pointer, state) : loosened(schema, reduced, state);
}

/** The table of resources has the values of both, and which belong together. */
const openPair = { resource: { type: "string" }, event: { type: "string" } };

function reduceParts(schema: Schema, keyword: string, pointer: string, state: State): unknown {
  const exact = state.exact || keyword === "not" || keyword === "if";
  const part = (value: unknown, ...keys: string[]) =>
    reduce(value as AnySchema, pointerTo(pointer, keyword, ...keys), { ...state, exact });
  const value = schema[keyword];
  if (Array.isArray(value)) return value.map((item, index) => part(item, String(index)));
  if (keywordOf(keyword).holds === "schema") return part(value);
  return Object.fromEntries(Object.entries(Object(value)).map(([name, item]) => [name, part(item, name)]));
}

/** Reports whether a keyword is asserted in what a vendor sends. */
function staysOpen(schema: Schema, keyword: string, open: string | undefined, state: State): boolean {
  if (open === "stays") {
    const part = schema[keyword];
    if (keyword === "additionalProperties" || keyword === "items") return part !== false;
    // Without its condition, neither branch can be asserted.
    if (keyword === "then" || keyword === "else") return isExact(schema["if"] as AnySchema, state);
    return true;
  }
  if (open === "tells apart") return state.tags.has(schema);
  return open === "if exact" && isExact(schema[keyword] as AnySchema, state);
}

/** Reports whether nothing of a schema is loosened in what a vendor sends, wherever it stands. */
function isExact(schema: AnySchema | undefined, state: State): boolean {
  if (typeof schema !== "object") return schema !== undefined;
  const own = Object.entries(schema).every(([keyword, value]) => {
    const { fate, open } = keywordOf(keyword);
    if (fate !== "asserted") return true;
    // What a reference leads to is compiled once, and can be loosened there.
    if (keyword === "$ref" || open === "loosened") return false;
    return !((keyword === "additionalProperties" || keyword === "items") && value === false);
  });
  return own && subschemas(schema).every(({ schema: part }) => isExact(part, state));
}

/** Adds what remains of keywords that are asserted in part in what a vendor sends. */
function loosened(schema: Schema, reduced: Schema, state: State): Schema {
  // The branches of a loosened union can overlap, so one or more of them may match.
  if (reduced.oneOf) {
    const { oneOf, ...rest } = reduced;
    if (rest.anyOf === undefined) return loosened(schema, rename(reduced, "oneOf", "anyOf"), state);
    return loosened(schema, { ...rest, allOf: [...(rest.allOf ?? []), { anyOf: oneOf }] } as Schema, state);
  }
  const listed = Object.hasOwn(schema, "const") ? [schema.const] : schema.enum;
  if (!Array.isArray(listed) || listed.length === 0 || schema.type !== undefined || state.tags.has(schema))
    return reduced;
  return { type: [...new Set(listed.map(typeOf))], ...reduced };
}

function rename(schema: Schema, from: string, to: string): Schema {
  return Object.fromEntries(Object.entries(schema).map(([keyword, value]) => [keyword === from ? to : keyword, value]));
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function withUnevaluated(schema: Schema, reduced: Schema, pointer: string, state: State): Schema {
  const parts = (["Properties", "Items"] as const).flatMap((kind) => {
    if (schema[`unevaluated${kind}`] === undefined) return [];
    try {
      const assert = (part: AnySchema) => reduce(part, pointer, state);
      return [expandUnevaluated(schema, kind, { assert, resolve: state.resolve })];
    } catch (error) {
      if (!(error instanceof TooManyCases)) throw error;
      state.refusals.push(refusal(pointer, `unevaluated${kind}`, error.message));
      return [];
    }
  });
  const asserted = parts.filter((part) => part !== true) as Schema[];
  return asserted.length === 0 ? reduced : { ...reduced, allOf: [...(reduced.allOf ?? []), ...asserted] };
}

/** Collects the patterns that aren't regular expressions. */
function checkPatterns(keyword: string, value: unknown, pointer: string, state: State): void {
  const patterns =
    keyword === "pattern" ? [String(value)] : keyword === "patternProperties" ? Object.keys(Object(value)) : [];
  for (const pattern of patterns) {
    try {
      new RegExp(pattern, "u");
    } catch (error) {
      const reason = (error as Error).message.replace(/^Invalid regular expression: /, "");
      state.refusals.push(refusal(pointer, keyword, `isn't a regular expression of Unicode text: ${reason}`));
    }
  }
}
