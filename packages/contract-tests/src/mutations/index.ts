import type { OpenApiDocument, Schema } from "../document.ts";
import { constraintBroken, enumReplaced } from "./constraints.ts";
import { exclusionBroken } from "./exclusions.ts";
import { type Mutation, mistake } from "./mutation.ts";
import { awkwardNames, optionalNames, requiredRemoved, typeChanged, unknownAdded } from "./shape.ts";
import { fieldName, isOfType, removeAt, setAt } from "./values.ts";
import { type Node, walk } from "./walk.ts";

export { type Mutation, unnoticed } from "./mutation.ts";
export { assertedSites } from "./walk.ts";

/** Every mistake that can be put into a valid request. */
export function requestMistakes(document: OpenApiDocument, schema: Schema, value: unknown): Mutation[] {
  const kinds = [requiredRemoved, typeChanged, enumReplaced, constraintBroken, exclusionBroken, unknownAdded];
  return [...walk(document, schema, value)].flatMap((node) => kinds.flatMap((mutate) => mutate(value, node)));
}

/** Every mistake of a response that a reader must notice: what is missing, and what has a wrong JSON type. */
export function responseMistakes(document: OpenApiDocument, schema: Schema, value: unknown): Mutation[] {
  return [...walk(document, schema, value)].flatMap((node) =>
    [...requiredRemoved(value, node), ...typeChanged(value, node)].map((mutation) => inUnion(mutation, node)),
  );
}

/** Where a union is tried branch by branch, it is named in place of the field, since no branch is more likely meant. */
function inUnion(mutation: Mutation, { union }: Node): Mutation {
  if (!union) return mutation;
  return { ...mutation, path: union, begins: [`${fieldName(union)} doesn't match any of its allowed forms`], ends: "" };
}

/**
 * Changes of a response that a reader must bear: new values, new forms, new fields, and optional fields left out.
 * With `named: false` the fields that say which branch of a union a value is are left as they are.
 */
export function responseNovelties(
  document: OpenApiDocument,
  schema: Schema,
  value: unknown,
  { named = true }: { named?: boolean } = {},
): Mutation[] {
  return [...walk(document, schema, value)].flatMap((node) => [
    ...(isOfType(node.value, "string") && (named || (node.schema.const ?? node.schema.enum) === undefined)
      ? ["", "somethingNew", "***", "not a date or a URL"].map((text) =>
          mistake(`is "${text}"`, setAt(value, node.path, text), node.path, node.site, ""),
        )
      : []),
    ...(isOfType(node.value, "object")
      ? awkwardNames.map((name) =>
          mistake("added", setAt(value, [...node.path, name], { a: [null] }), [...node.path, name], node.site, ""),
        )
      : []),
    ...optionalNames(node.schema, node.value).map((name) =>
      mistake("removed", removeAt(value, [...node.path, name]), [...node.path, name], node.site, ""),
    ),
  ]);
}

/**
 * Returns how many mistakes and novelties a value has at the very least: four values of another JSON type for each
 * part with a type, and four texts for each string.
 */
export function expectedAtLeast(
  document: OpenApiDocument,
  schema: Schema,
  value: unknown,
): { mistakes: number; novelties: number } {
  const nodes = [...walk(document, schema, value)];
  return {
    mistakes: 4 * nodes.filter((node) => node.schema.type !== undefined).length,
    novelties: 4 * nodes.filter((node) => isOfType(node.value, "string")).length,
  };
}
