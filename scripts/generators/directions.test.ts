import { describe, expect, test } from "vitest";
import { findDirections } from "./directions.ts";
import type { Document, Schema } from "./openapi.ts";

const string: Schema = { type: "string" };
const ref = (pointer: string): Schema => ({ $ref: `#/components/schemas/${pointer}` });
const content = (schema: Schema) => ({ content: { "application/json": { schema } } });

/** A document with an operation that has a request and a response of these schemas. */
function documentOf(schemas: Record<string, Schema>, request?: Schema, response: Schema = string): Document {
  const post = {
    operationId: "send",
    ...(request && { requestBody: content(request) }),
    responses: { "200": { description: "", ...content(response) } },
  };
  const servers = [{ url: "https://example.com", description: "", "x-name": "main" }];
  return {
    ...{ info: { title: "A", version: "1" }, servers, paths: { "/a": { post } } },
    components: { schemas, responses: {} },
  } as unknown as Document;
}

const found = (document: Document, shared = false) =>
  Object.fromEntries([...findDirections(document, shared)].map(([name, directions]) => [name, [...directions].sort()]));

describe("findDirections", () => {
  test("follows references from schema to schema", () => {
    const schemas = { A: { properties: { b: ref("B") } }, B: ref("C"), C: string, D: string };
    expect(found(documentOf(schemas, ref("A"), ref("D")))).toEqual({
      A: ["request"],
      B: ["request"],
      C: ["request"],
      D: ["response"],
    });
  });

  test("follows references to parts of schemas, each once", () => {
    const schemas = {
      A: { properties: { b: { items: ref("A/properties/b"), contains: ref("B") }, c: ref("C") } },
      B: string,
      C: string,
    };
    const response: Schema = { allOf: [ref("A/properties/b"), ref("A/properties/c"), ref("A/properties/none")] };
    expect(found(documentOf(schemas, undefined, response), true)).toEqual({
      A: ["response"],
      B: ["response"],
      C: ["response"],
    });
  });

  test("assigns a union that nothing refers to the direction of its branches", () => {
    const schemas = { A: string, Union: { oneOf: [ref("Union/oneOf/1"), ref("A")] } };
    expect(found(documentOf(schemas, undefined, ref("A")))).toEqual({ A: ["response"], Union: ["response"] });
  });

  test("allows both directions where schemas may be shared", () => {
    expect(found(documentOf({ A: string, B: string }, ref("A"), ref("A")), true)).toEqual({
      A: ["request", "response"],
      B: ["request"],
    });
  });

  test("refuses a schema that is part of both, or of none", () => {
    expect(() => found(documentOf({ A: string }, ref("A"), ref("A")))).toThrow(
      "#/components/schemas/A: schema A: is part of a request and of a response: split it, since only requests are strict",
    );
    expect(() => found(documentOf({ A: string }))).toThrow("#/components/schemas/A: schema A: is used by no operation");
  });
});
