import type { OpenApiDocument, Schema } from "../document.ts";
import { constraintBroken, enumReplaced } from "./constraints.ts";
import { exclusionBroken } from "./exclusions.ts";
import { type Mutation, mistake } from "./mutation.ts";
import { awkwardNames, optionalNames, requiredRemoved, typeChanged, unknownAdded } from "./shape.ts";
import { isOfType, removeAt, setAt } from "./values.ts";
import { walk } from "./walk.ts";

export { type Mutation, unnoticed } from "./mutation.ts";
export { assertedSites } from "./walk.ts";

/** Every mistake that can be put into a valid request. */
export function requestMistakes(document: OpenApiDocument, schema: Schema, value: unknown): Mutation[] {
  const kinds = [requiredRemoved, typeChanged, enumReplaced, constraintBroken, exclusionBroken, unknownAdded];
  return [...walk(document, schema, value)].flatMap((node) => kinds.flatMap((mutate) => mutate(value, node)));
}

/** Every mistake of a response that a reader must notice: what is missing, and what has a wrong JSON type. */
export function responseMistakes(document: OpenApiDocument, schema: Schema, value: unknown): Mutation[] {
  return [...walk(document, schema, value)].flatMap((node) => [
    ...requiredRemoved(value, node),
    ...typeChanged(value, node),
  ]);
}

/** Changes of a response that a reader must bear: new values, new forms, new fields, and optional fields left out. */
export function responseNovelties(document: OpenApiDocument, schema: Schema, value: unknown): Mutation[] {
  return [...walk(document, schema, value)].flatMap((node) => [
    ...(isOfType(node.value, "string")
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
