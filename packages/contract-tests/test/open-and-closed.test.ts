import { describe, expect, test } from "vitest";
import { apis, documentOf } from "../src/apis.ts";
import type { Schema } from "../src/document.ts";
import { listOperations } from "../src/operations.ts";
import { follow } from "../src/pointer.ts";

describe.each(apis)("the document of %s", (api) => {
  const document = documentOf(api);
  const operations = listOperations(document).map(({ operation }) => operation);

  test("closes no object that the vendor sends, so that a new field breaks no reader", () => {
    const received = [operations.map(({ responses }) => responses), document.webhooks];
    expect(objectsIn(received).filter(isClosed)).toEqual([]);
  });

  test("closes the objects of requests, so that a mistyped field is found, unless it says that they are open", () => {
    const objects = objectsIn(operations.map(({ requestBody }) => requestBody));
    expect(objects.length).toBeGreaterThan(0);
    expect(objects.filter((schema) => schema.additionalProperties === undefined)).toEqual([]);
  });

  /** Lists the schemas with fields in a part of the document, and in what it refers to, but not those of a `not`. */
  function objectsIn(part: unknown, seen = new Set<unknown>()): Schema[] {
    if (typeof part !== "object" || part === null || seen.has(part)) return [];
    seen.add(part);
    const { $ref, type } = part as Schema;
    const target = typeof $ref === "string" ? objectsIn(follow(document, $ref).node, seen) : [];
    const parts = Object.entries(part).filter(([key]) => !["not", "examples", "example"].includes(key));
    const own = type === "object" && "properties" in part ? [part as Schema] : [];
    return [...own, ...target, ...parts.flatMap(([, inner]) => objectsIn(inner, seen))];
  }
});

function isClosed(schema: Schema): boolean {
  return schema.additionalProperties === false || Object(schema)["unevaluatedProperties"] === false;
}
