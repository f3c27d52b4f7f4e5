import type { OpenApiDocument, Schema } from "../document.ts";
import { constraintBroken, enumReplaced } from "./constraints.ts";
import { exclusionBroken } from "./exclusions.ts";
import { type Mutation, mistake } from "./mutation.ts";
import { awkwardNames, optionalNames, optionalNulled, requiredRemoved, typeChanged, unknownAdded } from "./shape.ts";
import { fieldName, isOfType, removeAt, setAt } from "./values.ts";
import { type Node, walk } from "./walk.ts";

export { type Mutation, unnoticed } from "./mutation.ts";
export { assertedSites } from "./walk.ts";

/** Chooses the parts of a value that mistakes are put into. */
export type Choose = (nodes: Node[]) => Node[];

const all: Choose = (nodes) => nodes;

/** Returns every mistake that can be put into a valid request, or into the chosen parts of it. */
export function requestMistakes(
  document: OpenApiDocument,
  schema: Schema,
  value: unknown,
  choose: Choose = all,
): Mutation[] {
  const kinds = [requiredRemoved, typeChanged, enumReplaced, constraintBroken, exclusionBroken, unknownAdded];
  return choose([...walk(document, schema, value)]).flatMap((node) => kinds.flatMap((mutate) => mutate(value, node)));
}

/**
 * Returns every mistake of a response, or of the chosen parts of it, that a reader must report: what is missing, and what has
 * a wrong JSON type.
 */
export function responseMistakes(
  document: OpenApiDocument,
  schema: Schema,
  value: unknown,
  choose: Choose = all,
): Mutation[] {
  const absent = new Set(responseNulls(document, schema, value).map(({ title }) => title));
  return choose([...walk(document, schema, value)]).flatMap((node) =>
    [...requiredRemoved(value, node), ...typeChanged(value, node)]
      .filter(({ title }) => !absent.has(title))
      .map((mutation) => inUnion(mutation, node)),
  );
}

/** Returns a response without each of its required fields. */
export function requiredRemovals(document: OpenApiDocument, schema: Schema, value: unknown): Mutation[] {
  return [...walk(document, schema, value)].flatMap((node) =>
    requiredRemoved(value, node).map((mutation) => inUnion(mutation, node)),
  );
}

/** Returns a response with each optional field set to `null`, which a reader takes as its absence. */
export function responseNulls(document: OpenApiDocument, schema: Schema, value: unknown): Mutation[] {
  return [...walk(document, schema, value)].flatMap((node) => optionalNulled(document, value, node));
}

/** Names the union in place of the field if it is tried branch by branch, since no branch is more likely meant. */
function inUnion(mutation: Mutation, { union }: Node): Mutation {
  if (!union) return mutation;
  return { ...mutation, path: union, begins: [`${fieldName(union)} doesn't match any of its allowed forms`], ends: "" };
}

/**
 * Returns the changes of a response that a reader must accept: new values, new formats, new fields, and omitted optional
 * fields. With `named: false` the fields that select the branch of a union stay as they are.
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
 * Returns how many mistakes and novelties a value has at the very least: three values of another JSON type for each
 * part with a type, and four texts for each string.
 */
export function expectedAtLeast(
  document: OpenApiDocument,
  schema: Schema,
  value: unknown,
): { mistakes: number; novelties: number } {
  const nodes = [...walk(document, schema, value)];
  return {
    mistakes: 3 * nodes.filter((node) => node.schema.type !== undefined).length,
    novelties: 4 * nodes.filter((node) => isOfType(node.value, "string")).length,
  };
}
