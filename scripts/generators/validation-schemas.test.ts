import { describe, expect, test } from "vitest";
import { document } from "./golden/document.ts";
import type { Document, Schema } from "./openapi.ts";
import { validationSchemas } from "./validation-schemas.ts";

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** Returns what is validated of a schema, in the small document with further schemas. */
function checked(name: string, further: Record<string, Schema> = {}, change?: (copy: Document) => void) {
  const copy = structuredClone(document);
  Object.assign(copy.components.schemas, further);
  change?.(copy);
  return validationSchemas(copy).find((schema) => schema.name === name);
}

describe("validationSchemas", () => {
  test("asserts forms and values of requests only", () => {
    expect(checked("RoomId")?.schema).toEqual({ type: "string", minLength: 3, maxLength: 9, pattern: "^r[0-9]+$" });
    expect(checked("Booking")?.schema.properties?.["id"]).toEqual({ type: "string" });
  });

  test("asserts of a delivery what it asserts of a response", () => {
    expect(checked("RoomFreed")?.schema).toEqual({
      allOf: [
        { $ref: "Envelope" },
        {
          type: "object",
          required: ["resource", "event", "by"],
          properties: {
            resource: { type: "string", const: "room" },
            event: { type: "string", const: "freed" },
            by: { type: "string" },
          },
        },
      ],
    });
  });

  test("keeps of a response types and presence, in every place", () => {
    const text: Schema = { type: "string", pattern: "^a", description: "A text." };
    const places: Schema = {
      type: "object",
      minProperties: 1,
      anyOf: [text],
      oneOf: [text],
      allOf: [text],
      not: text,
      if: text,
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: text,
      items: false as never,
      prefixItems: [text],
      contains: text,
      uniqueItems: true,
      additionalProperties: false,
      patternProperties: { "^b": text },
      propertyNames: text,
      dependentRequired: { text: ["more"] },
      dependentSchemas: { text },
      unevaluatedProperties: false,
      properties: { text, never: false, one: { const: 1 as never }, some: { enum: ["a", null as never] } },
    };
    const bare = { type: "string" };
    expect(checked("Standing", { Standing: places })?.schema).toEqual({
      type: "object",
      anyOf: [bare],
      allOf: [bare, { anyOf: [bare] }],
      prefixItems: [bare],
      patternProperties: { "^b": bare },
      dependentRequired: { text: ["more"] },
      dependentSchemas: { text: bare },
      properties: { text: bare, never: false, one: { type: ["number"] }, some: { type: ["string", "null"] } },
    });
  });

  test("keeps of a response what tells the branches of a union apart", () => {
    const branch = (kind: unknown): Schema => ({
      type: "object",
      required: ["kind", "state"],
      properties: { kind: { const: kind as string }, state: { enum: ["new"] } },
    });
    const union = { oneOf: [branch(1), branch(2), { type: "object", not: { required: ["kind"] } } as Schema] };
    const kept = (kind: number) => ({
      type: "object",
      required: ["kind", "state"],
      properties: { kind: { const: kind }, state: { type: ["string"] } },
    });
    expect(checked("Standing", { Standing: union })?.schema).toEqual({
      anyOf: [kept(1), kept(2), { type: "object", not: { required: ["kind"] } }],
    });
  });

  test("keeps of a request everything, beside references too", () => {
    const { schema } = checked("BookRequest", {
      Kind: { type: "string" },
      BookRequest: {
        type: "object",
        properties: { a: { $ref: "#/components/schemas/Kind", maxLength: 3, example: "abc", deprecated: true } },
        dependentSchemas: { a: { required: ["b"], xml: {} } },
        unevaluatedProperties: false,
      },
    }) ?? { schema: undefined };
    expect(schema).toEqual({
      type: "object",
      properties: { a: { $ref: "Kind", maxLength: 3 } },
      dependentSchemas: { a: { required: ["b"] } },
      allOf: [{ properties: { a: true }, additionalProperties: false }],
    });
  });

  test("treats formats as annotations in the dialect of JSON Schema, and where they are unknown", () => {
    const $schema = "https://json-schema.org/draft/2020-12/schema";
    expect(checked("RoomId", { RoomId: { format: "uuid" } })?.schema).toEqual({ format: "uuid" });
    expect(checked("RoomId", { RoomId: { format: "zip" } })?.schema).toEqual({});
    expect(checked("RoomId", { RoomId: { $schema, format: "uuid" } })?.schema).toEqual({});
  });

  test("treats the body of a request as one, wherever the document has it", () => {
    const schema: Schema = { type: "string", pattern: "^a" };
    const body = { content: { "application/json": { schema } } };
    const named = (reference: string, change?: (copy: Document) => void) =>
      checked("BookBody", {}, (copy) => {
        for (const name of ["BookRequest", "Kind"]) Reflect.deleteProperty(copy.components.schemas, name);
        const post = copy.paths["/bookings/{roomId}"]?.["post"];
        Object.assign(post ?? {}, { requestBody: reference === "" ? body : { $ref: reference } });
        change?.(copy);
      });
    expect(named("")).toMatchObject({
      schema,
      type: { code: 'NonNullable<operations["book"]["requestBody"]>["content"]["application/json"]' },
    });
    const shared = { requestBodies: { Book: body } };
    expect(named("#/components/requestBodies/Book", (copy) => Object.assign(copy.components, shared))?.schema).toEqual(
      schema,
    );
  });

  test("checks parameters by reference, with content, and of every method", () => {
    const limit = { name: "limit", in: "query", schema: { type: "integer", minimum: 1 } };
    const filter = { name: "filter", in: "query", content: { "application/json": { schema: { type: "object" } } } };
    const found = checked("PingParameters", {}, (copy) => {
      Object.assign(copy.components, { parameters: { Limit: limit } });
      const parameters = [{ $ref: "#/components/parameters/Limit" }, filter];
      Object.assign(copy.paths, { "/ping": { head: { operationId: "ping", parameters, responses: {} } } });
    });
    expect(found?.schema.properties).toEqual({ limit: { type: "integer", minimum: 1 }, filter: { type: "object" } });
  });

  test("checks parameters by place where two places have one name, and the operation's own before the path's", () => {
    const found = checked("PingParameters", {}, (copy) => {
      const id = (place: string, type: string) => ({
        name: "id",
        in: place,
        required: place === "path",
        schema: { type },
      });
      const get = { operationId: "ping", parameters: [id("query", "string"), id("path", "integer")], responses: {} };
      Object.assign(copy.paths, { "/ping": { parameters: [id("path", "string")], get } });
    });
    expect(found?.type.code).toBe('operations["ping"]["parameters"]');
    expect(found?.schema.required).toEqual(["path"]);
    expect(found?.schema.properties?.["path"]).toMatchObject({
      required: ["id"],
      properties: { id: { type: "integer" } },
    });
    expect(found?.schema.properties?.["query"]).toMatchObject({ properties: { id: { type: "string" } } });
  });

  test("looks up a union whose branches name themselves, and no other", () => {
    expect(checked("Delivery")?.lookUp).toMatchObject({
      selectors: ["resource", "event"],
      otherwise: "UnknownDelivery",
    });
    const Height = { oneOf: ["Sitting", "Standing"].map(ref) };
    expect(checked("Height", { Height })?.lookUp).toBeUndefined();
  });

  test("treats a union that nothing refers to as its branches", () => {
    const Either = { oneOf: [ref("Sitting"), { type: "string", pattern: "^a" }] } as Schema;
    expect(checked("Either", { Either })?.schema.anyOf?.[1]).toEqual({ type: "string" });
    const Asked = { oneOf: [ref("RoomId"), { type: "string", pattern: "^a" }] } as Schema;
    expect(checked("Asked", { Asked })?.schema.oneOf?.[1]).toEqual({ type: "string", pattern: "^a" });
  });

  test("rejects a union of requests and responses", () => {
    const Mixed = { oneOf: [ref("Sitting"), ref("RoomId")] };
    expect(() => checked("Mixed", { Mixed })).toThrow(
      "schema RoomId: is part of a request and of a response: split it, since only requests are strict",
    );
  });

  test("rejects a delivery that has a part of a request", () => {
    expect(() => checked("RoomFreed", { Sitting: { type: "object", properties: { room: ref("RoomId") } } })).toThrow(
      "schema RoomId: is part of a request and of a response",
    );
  });
});
