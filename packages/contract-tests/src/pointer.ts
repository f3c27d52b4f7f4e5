import type { OpenApiDocument, Schema } from "./document.ts";

/** A node of a document with its JSON Pointer. */
export interface Located<T> {
  pointer: string;
  node: T;
}

/** Finds the node at a path of keys, following each `$ref` on the way and at the end. */
export function locate<T>(document: OpenApiDocument, ...keys: string[]): Located<T> {
  let pointer = "#";
  let node: unknown = document;
  for (const key of keys) {
    pointer += `/${encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))}`;
    node = (node as Record<string, unknown>)[key];
    const reference = (node as { $ref?: string } | undefined)?.$ref;
    if (reference !== undefined && key !== "schema") ({ pointer, node } = follow(document, reference));
  }
  if (node === undefined) throw new Error(`The document has nothing at ${pointer}`);
  return { pointer, node: node as T };
}

/** Returns what a reference points to. */
export function follow(document: OpenApiDocument, reference: string): Located<unknown> {
  const keys = reference
    .replace(/^#\//, "")
    .split("/")
    .map((key) => decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~"));
  return locate(document, ...keys);
}

/** Returns a schema with what its `$ref` points to; keywords beside the reference win. */
export function resolveSchema(document: OpenApiDocument, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...beside } = schema;
  return { ...(follow(document, $ref).node as Schema), ...beside };
}

/** Returns the name of the component that a schema refers to. */
export function componentName(schema: Schema): string {
  const name = schema.$ref?.match(/^#\/components\/schemas\/(\w+)$/)?.[1];
  if (name === undefined) throw new Error("Expected a reference to a component schema");
  return name;
}
