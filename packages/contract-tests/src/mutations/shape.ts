import type { OpenApiDocument, Schema } from "../document.ts";
import { formsOf } from "./forms.ts";
import { type Mutation, mistake } from "./mutation.ts";
import { isOfType, removeAt, samples, setAt } from "./values.ts";
import type { Node } from "./walk.ts";

/** Removes each required property. */
export function requiredRemoved(root: unknown, { schema, value, path, site }: Node): Mutation[] {
  if (!isOfType(value, "object")) return [];
  return (schema.required ?? []).map((name) => {
    const at = [...path, name];
    return mistake("removed", removeAt(root, at), at, `${site}.${name} required`, "is required");
  });
}

/** Replaces a value by one of each other JSON type. */
export function typeChanged(root: unknown, { schema, path, site }: Node): Mutation[] {
  const { type } = schema;
  if (type === undefined) return [];
  return samples
    .filter((sample) => !isOfType(sample, type))
    .map((sample) =>
      mistake(
        `is ${JSON.stringify(sample)}`,
        setAt(root, path, sample),
        path,
        `${site} type`,
        `must be ${[type].flat().map(withArticle).join(" or ")}; got `,
        `got ${kindOf(sample)}`,
      ),
    );
}

/** Sets each optional property that can't be `null` to `null`, whether the value has it or not. */
export function optionalNulled(
  document: OpenApiDocument,
  root: unknown,
  { schema, value, path, site }: Node,
): Mutation[] {
  if (!isOfType(value, "object")) return [];
  const isNullable = (property: Schema) =>
    formsOf(document, property).some(({ schema: { type = "null" } }) => isOfType(null, type));
  return Object.entries(schema.properties ?? {})
    .filter(([name, property]) => property && !schema.required?.includes(name) && !isNullable(property))
    .map(([name]) => mistake("is null", setAt(root, [...path, name], null), [...path, name], `${site}.${name}`, ""));
}

/** Adds unknown properties to a closed object, also with names that need care. */
export function unknownAdded(root: unknown, { schema, value, path, site }: Node): Mutation[] {
  if (schema.additionalProperties !== false || !isOfType(value, "object")) return [];
  return awkwardNames.map((name) => {
    const at = [...path, name];
    return mistake("added", setAt(root, at, "x"), at, `${site} additionalProperties`, "is not a known field");
  });
}

/** Names of properties that no schema has: plain, of `Object.prototype`, and with the characters of JSON Pointers. */
export const awkwardNames = ["unknownField", "toString", "__proto__", "a/b~c", "Name", ""] as const;

/** Returns the names of present properties that are not required. */
export function optionalNames(schema: Schema, value: unknown): string[] {
  if (!isOfType(value, "object")) return [];
  return Object.keys(value as object).filter((name) => !schema.required?.includes(name));
}

function withArticle(type: string): string {
  if (type === "null") return type;
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function kindOf(value: unknown): string {
  return value === null ? "null" : withArticle(Array.isArray(value) ? "array" : typeof value);
}
