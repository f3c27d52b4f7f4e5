import type { Schema } from "./openapi.ts";

/** What becomes of a keyword where it is asserted in full: in requests. */
type Fate = "asserted" | "annotation" | "refused";

/**
 * What becomes of an asserted keyword in what a vendor sends: it stays, it is loosened, it stays only where it tells the
 * branches of a union apart, or it stays only if nothing inside it would be loosened, since it turns loose into strict.
 */
type Open = "stays" | "loosened" | "tells apart" | "if exact";

/** Where a keyword holds schemas: in itself, in a list, or by name. */
type Holds = "schema" | "list" | "names";

/** What the generators do with a keyword. */
export interface Keyword {
  fate: Fate;
  open?: Open;
  holds?: Holds;
  /** Why it is refused, and what to write instead. */
  reason?: string;
}

const asserted = (open: Open, holds?: Holds): Keyword => ({ fate: "asserted", open, ...(holds && { holds }) });
const annotation: Keyword = { fate: "annotation" };
const refused = (reason: string): Keyword => ({ fate: "refused", reason });

const moved = (to: string) => refused(`isn't a keyword of JSON Schema 2020-12; use ${to}`);

/** Every keyword of JSON Schema 2020-12 and of OpenAPI 3.1's schema object. What isn't listed here is refused. */
export const keywords: Readonly<Record<string, Keyword>> = {
  // Core
  $schema: annotation, // its value is checked
  $id: annotation, // references are resolved against it when a file is read; refused where one is left
  $anchor: annotation, // a $ref to it becomes a JSON pointer when a file is read
  $dynamicAnchor: annotation,
  $dynamicRef: refused("a dynamic reference can't be resolved before run time; use $ref"),
  $vocabulary: refused("belongs to meta-schemas only"),
  $comment: annotation,
  $defs: { fate: "annotation", holds: "names" },
  $ref: asserted("stays"),
  // Applicators
  allOf: asserted("stays", "list"),
  anyOf: asserted("stays", "list"),
  oneOf: asserted("stays", "list"), // as anyOf, since loosened branches can overlap
  not: asserted("if exact", "schema"),
  if: asserted("if exact", "schema"),
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: asserted("stays", "schema"),
  else: asserted("stays", "schema"),
  dependentSchemas: asserted("stays", "names"),
  properties: asserted("stays", "names"),
  patternProperties: asserted("stays", "names"),
  additionalProperties: asserted("stays", "schema"), // `false` is loosened
  propertyNames: asserted("loosened", "schema"),
  prefixItems: asserted("stays", "list"),
  items: asserted("stays", "schema"), // `false` is loosened
  contains: asserted("loosened", "schema"),
  unevaluatedProperties: asserted("loosened", "schema"),
  unevaluatedItems: asserted("loosened", "schema"),
  // Validation
  type: asserted("stays"),
  const: asserted("tells apart"),
  enum: asserted("tells apart"),
  required: asserted("stays"),
  dependentRequired: asserted("stays"),
  multipleOf: asserted("loosened"),
  maximum: asserted("loosened"),
  exclusiveMaximum: asserted("loosened"),
  minimum: asserted("loosened"),
  exclusiveMinimum: asserted("loosened"),
  maxLength: asserted("loosened"),
  minLength: asserted("loosened"),
  pattern: asserted("loosened"),
  maxItems: asserted("loosened"),
  minItems: asserted("loosened"),
  uniqueItems: asserted("loosened"),
  maxContains: asserted("loosened"),
  minContains: asserted("loosened"),
  maxProperties: asserted("loosened"),
  minProperties: asserted("loosened"),
  format: asserted("loosened"), // unknown formats are annotations
  // Annotations
  title: annotation,
  description: annotation,
  default: annotation,
  examples: annotation,
  deprecated: annotation,
  readOnly: annotation,
  writeOnly: annotation,
  contentEncoding: annotation,
  contentMediaType: annotation,
  contentSchema: { fate: "annotation", holds: "schema" },
  discriminator: annotation,
  externalDocs: annotation,
  xml: annotation,
  example: annotation,
  // Keywords of other versions, which would be passed over in silence
  definitions: moved("$defs"),
  dependencies: moved("dependentRequired or dependentSchemas"),
  additionalItems: moved("items beside prefixItems"),
  id: moved("$id"),
  $recursiveRef: moved("$ref"),
  $recursiveAnchor: moved("$ref"),
  nullable: refused('isn\'t a keyword of OpenAPI 3.1; write type: [..., "null"]'),
};

/** Returns what is done with a keyword. Extensions, `x-…`, are annotations. */
export function keywordOf(name: string): Keyword {
  if (name.startsWith("x-")) return annotation;
  if (Object.hasOwn(keywords, name)) return keywords[name] as Keyword;
  const nearest = Object.keys(keywords).find((known) => keywords[known]?.fate !== "refused" && isNear(name, known));
  const hint = nearest === undefined ? "" : `; did you mean ${nearest}?`;
  return refused(`isn't a keyword of JSON Schema 2020-12 or OpenAPI 3.1${hint}`);
}

/** Lists the schemas in a schema, each with the path that leads to it. */
export function subschemas(schema: Schema): { path: string[]; schema: Schema | boolean }[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const holds = Object.hasOwn(keywords, keyword) ? keywords[keyword]?.holds : undefined;
    if (holds === undefined || !isPresent(value)) return [];
    // A list isn't a schema: what is wrong is the form of the keyword, which is checked elsewhere.
    if (holds === "schema") return Array.isArray(value) ? [] : [{ path: [keyword], schema: value as Schema | boolean }];
    return Object.entries(value).map(([key, part]) => ({ path: [keyword, key], schema: part as Schema | boolean }));
  });
}

/** Reports whether a value can hold schemas: forms are checked elsewhere. */
function isPresent(value: unknown): value is object | boolean {
  return typeof value === "boolean" || (typeof value === "object" && value !== null);
}

/** Reports whether two names differ by case or by one typing error. */
function isNear(name: string, known: string): boolean {
  const [a, b] = [name.toLowerCase(), known.toLowerCase()];
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1 || a.length < 3) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left === [...right].reverse().join(""));
}
