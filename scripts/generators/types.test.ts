import { describe, expect, test } from "vitest";
import { document } from "./golden/document.ts";
import type { Schema } from "./openapi.ts";
import { generateTypes } from "./types.ts";

/** Generates the type of one schema, on a line. */
async function typeOf(schema: Schema): Promise<string> {
  const copy = structuredClone(document);
  copy.components.schemas = { Sample: schema };
  copy.components.responses = {};
  copy.paths = {};
  copy.webhooks = {};
  const [file] = await generateTypes("8x8", copy);
  const text = file?.content.replaceAll(/\s+/g, " ") ?? "";
  return text.slice(text.indexOf("schemas: {") + 11, text.indexOf("responses: never"));
}

describe("generateTypes", () => {
  test("types known values as an open list", async () => {
    const type = await typeOf({ type: "string", "x-known-values": ["a", 'b"c'] });
    expect(type).toContain('Sample: ("a" | "b\\"c" | (string & {}));');
  });

  test("types known values next to a not as a closed list, so that TypeScript can narrow a union", async () => {
    const not = { enum: ["x"] };
    expect(await typeOf({ type: "string", not, "x-known-values": ["a", "b"] })).toContain('Sample: ("a" | "b");');
    expect(await typeOf({ type: "string", not, "x-known-values": [] })).toContain('Sample: ("(any other)");');
    expect(await typeOf({ type: "string", not })).toContain("Sample: string;");
  });

  test("maps the names of deliveries to their types, and documents what happened", async () => {
    const [file] = await generateTypes("8x8", document);
    expect(file?.content).toContain(`export interface DeliveryMap {
    /**
     * Room freed.
     *
     * Sent once: room freed.
     */
    "room.freed": components["schemas"]["RoomFreed"];
    /**
     * Desk taken.
     *
     * Sent once: desk taken.
     */
    "desk.taken": components["schemas"]["DeskTaken"];
}
`);
    expect(file?.content).toContain("export type DeliveryName = keyof DeliveryMap;\n");
    const [without] = await generateTypes("8x8", { ...structuredClone(document), webhooks: {} });
    expect(without?.content).not.toContain("DeliveryMap");
  });

  test("makes a field with known values optional unless it is required", async () => {
    const type = await typeOf({ type: "object", properties: { a: { type: "string", "x-known-values": ["b"] } } });
    expect(type).toContain('a?: ("b" | (string & {}));');
  });

  test("types two fields that exclude each other", async () => {
    const type = await typeOf({
      type: "object",
      properties: { a: { type: "string" }, b: { type: "string" } },
      not: { required: ["a", "b"], properties: { a: { type: "string", minLength: 1 } } },
    });
    expect(type).toContain('& ({ a?: "" } | { b?: never });');
  });

  test("doesn't type a rule about values", async () => {
    const type = await typeOf({
      type: "object",
      properties: { a: { type: "string" } },
      not: { required: ["a"], properties: { a: { type: "string", pattern: "x" }, b: false } },
    });
    expect(type).not.toMatch(/&|never/);
  });

  test("types the pairs of a table of resources", async () => {
    const [file] = await generateTypes("8x8", document);
    expect(file?.content).toContain(
      '    /** A desk. */\n    desk: "taken";\n    /** A room. */\n    room: "taken" | "freed";\n',
    );
    expect(file?.content).toContain("} & (ResourceEvent) & (");
  });

  test("names each schema at the root, with the first line of its description", async () => {
    const [file] = await generateTypes("8x8", document);
    expect(file?.content).toContain('/** A room. */\nexport type RoomId = components["schemas"]["RoomId"];\n');
    expect(file?.content).toContain('\nexport type Failure = components["schemas"]["Failure"];\n');
    expect(file?.content.match(/^export type \w+ = components/gm)).toHaveLength(
      Object.keys(document.components.schemas).length,
    );
  });
});
