import { Ajv2020 } from "ajv/dist/2020.js";
import { keywordOf, keywords } from "./keywords.ts";
import type { Document, Schema } from "./openapi.ts";
import { keysOf, pointerTo, type Refusal, RefusedDocument } from "./refusals.ts";
import { canonical, componentOf, referencesOf, type SchemaPlace, schemaAt, schemaUses, walk } from "./schema-uses.ts";

/** The dialects that the table of keywords is for. */
const dialects = new Set([
  "https://json-schema.org/draft/2020-12/schema",
  "https://json-schema.org/draft/2020-12/schema#",
  "https://spec.openapis.org/oas/3.1/dialect/base",
]);

/** How deep schemas may be in each other: deeper ones overflow the stack of a compiler. */
const maxDepth = 250;

/** Checks every schema of the document against the table of keywords; throws with all that is refused. */
export function checkSchemas(document: Document): void {
  const places = schemaPlaces(document);
  const refusals = [...dialectOf(document), ...places.flatMap((place) => checkPlace(document, place))];
  if (refusals.length === 0) refusals.push(...findLoops(document, places));
  if (refusals.length > 0) throw new RefusedDocument(refusals);
}

/** Lists the roots of schemas: the components, and those in operations. */
export function schemaPlaces(document: Document): SchemaPlace[] {
  const components = Object.entries(document.components?.schemas ?? {});
  return [
    ...components.map(([name, schema]) => ({ pointer: pointerTo("#/components/schemas", name), schema })),
    ...schemaUses(document).filter(({ pointer }) => !componentOf(pointer)),
  ];
}

function dialectOf(document: Document): Refusal[] {
  const dialect = document["jsonSchemaDialect" as `x-${string}`];
  if (dialect === undefined || dialects.has(String(dialect))) return [];
  return [{ pointer: "#/jsonSchemaDialect", reason: `the dialect ${String(dialect)} isn't supported` }];
}

function checkPlace(document: Document, { pointer, schema }: SchemaPlace): Refusal[] {
  if (depthOf(schema) > maxDepth)
    return [refusal(pointer, undefined, `has schemas in each other more than ${maxDepth} deep`)];
  const refusals = [...walk(pointer, schema)].flatMap((found) => checkSchema(document, found));
  // An unknown keyword is said once, by name; the meta-schema would allow it.
  return refusals.length > 0 ? refusals : checkForm(pointer, schema);
}

function checkSchema(document: Document, { pointer, schema }: { pointer: string; schema: Schema }): Refusal[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const { fate, holds, reason } = keywordOf(keyword);
    if (fate === "refused") return [refusal(pointer, keyword, reason ?? "isn't supported")];
    if (keyword === "$schema" && !dialects.has(String(value)))
      return [refusal(pointer, keyword, `the dialect ${String(value)} isn't supported`)];
    if (keyword === "$id" && referencesOf(schema).length > 0)
      return [refusal(pointer, keyword, "changes what the $ref in it lead to; remove it")];
    if (keyword === "$ref") return checkReference(document, pointer, value);
    if ((holds === "names" || keyword === "dependentRequired") && Object.hasOwn(Object(value), "__proto__"))
      return [refusal(pointer, keyword, 'the name "__proto__" isn\'t supported')];
    if (holds === "names" && Object.keys(Object(value)).some((name) => /\p{Surrogate}/u.test(name)))
      return [refusal(pointer, keyword, "a name has half a surrogate pair, which is no character")];
    return [];
  });
}

function checkReference(document: Document, pointer: string, value: unknown): Refusal[] {
  const reference = String(value);
  if (schemaAt(document, reference) !== undefined && reference !== "#") return [];
  const reason = reference.startsWith("#/")
    ? `${reference} leads to nothing`
    : `${reference} isn't a JSON pointer to a schema of this document, such as "#/components/schemas/Name"`;
  return [refusal(pointer, "$ref", reason)];
}

const meta = new Ajv2020({ strict: false, validateFormats: false, allErrors: true, logger: false });

/** Checks the values of keywords against the meta-schema of JSON Schema. */
function checkForm(pointer: string, schema: Schema | boolean): Refusal[] {
  const { $schema: _dialect, ...rest } = Object(schema) as Schema;
  const validate = meta.getSchema("https://json-schema.org/draft/2020-12/schema");
  if (typeof schema === "boolean" || validate?.(rest)) {
    if (typeof schema === "object" || typeof schema === "boolean") return [];
  }
  const errors = validate?.errors ?? [];
  // Of the errors at one place the first is the most specific.
  const byPlace = new Map(errors.map((error) => [error.instancePath, error] as const).reverse());
  const all = [...byPlace].filter(([path]) => ![...byPlace.keys()].some((other) => other.startsWith(`${path}/`)));
  return all.map(([path, error]) => {
    const keys = keysOf(path);
    const at = keys.findLastIndex((key) => Object.hasOwn(keywords, key));
    const [before, keyword] = at < 0 ? [keys, undefined] : [keys.slice(0, at), keys[at]];
    const values = (error.params as { allowedValues?: unknown[] }).allowedValues;
    const list = values ? `: ${values.map((value) => JSON.stringify(value)).join(", ")}` : "";
    return refusal(pointerTo(pointer, ...before), keyword, `${error.message ?? "isn't valid"}${list}`);
  });
}

/** Finds references that lead back to themselves without a property or an item between, on which no value can be checked. */
function findLoops(document: Document, places: SchemaPlace[]): Refusal[] {
  const state = new Map<string, "open" | "done">();
  const refusals: Refusal[] = [];
  const visit = (pointer: string, schema: Schema | boolean): void => {
    if (typeof schema === "boolean" || state.get(pointer) === "done") return;
    state.set(pointer, "open");
    for (const reference of inPlace(schema)) {
      const target = canonical(reference);
      if (state.get(target) === "open")
        refusals.push(refusal(pointer, "$ref", `${reference} leads back to itself, so no value can be checked`));
      else visit(target, schemaAt(document, target) ?? true);
    }
    state.set(pointer, "done");
  };
  for (const place of places)
    for (const { pointer, schema } of walk(canonical(place.pointer), place.schema)) visit(pointer, schema);
  return refusals;
}

/** Lists the references that are applied to the value itself. */
function inPlace(schema: Schema | boolean | undefined): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { $ref, allOf = [], anyOf = [], oneOf = [], not, if: condition, then, else: otherwise } = schema;
  const dependents = Object.values((schema["dependentSchemas"] as Record<string, Schema> | undefined) ?? {});
  const parts = [...allOf, ...anyOf, ...oneOf, ...dependents, not, condition, then, otherwise] as Schema[];
  return [...(typeof $ref === "string" ? [$ref] : []), ...parts.flatMap(inPlace)];
}

function depthOf(schema: unknown): number {
  let depth = 0;
  for (let level = [schema]; level.length > 0 && depth <= maxDepth + 1; depth++)
    level = level.flatMap((node) => (typeof node === "object" && node !== null ? Object.values(node) : []));
  return depth;
}

/** Creates a refusal of a schema's keyword. */
export function refusal(pointer: string, keyword: string | undefined, reason: string): Refusal {
  return { pointer, schema: componentOf(pointer)?.name, keyword, reason };
}
