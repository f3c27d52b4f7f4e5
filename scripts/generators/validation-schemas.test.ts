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

  test("reduces schemas in every place", () => {
    const text: Schema = { type: "string", pattern: "^a", description: "A text." };
    const places: Schema = {
      type: "object",
      anyOf: [text],
      oneOf: [text],
      allOf: [text],
      not: text,
      items: text,
      additionalProperties: text,
      properties: { text, never: false },
    };
    const bare = { type: "string" };
    expect(checked("Standing", { Standing: places })?.schema).toEqual({
      type: "object",
      anyOf: [bare],
      oneOf: [bare],
      allOf: [bare],
      not: bare,
      items: bare,
      additionalProperties: bare,
      properties: { text: bare, never: false },
    });
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
    expect(checked("Either", { Either })?.schema.oneOf?.[1]).toEqual({ type: "string" });
    const Asked = { oneOf: [ref("RoomId"), { type: "string", pattern: "^a" }] } as Schema;
    expect(checked("Asked", { Asked })?.schema.oneOf?.[1]).toEqual({ type: "string", pattern: "^a" });
  });

  test("rejects a union of requests and responses", () => {
    const Mixed = { oneOf: [ref("Sitting"), ref("RoomId")] };
    expect(() => checked("Mixed", { Mixed })).toThrow(
      "The schema RoomId is part of a request and of a response: split it, since only requests are strict",
    );
  });

  test("rejects a delivery that has a part of a request", () => {
    expect(() => checked("RoomFreed", { Sitting: { type: "object", properties: { room: ref("RoomId") } } })).toThrow(
      "The schema RoomId is part of a request and of a response",
    );
  });
});
