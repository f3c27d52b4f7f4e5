import { describe, expect, test } from "vitest";
import { document } from "./golden/document.ts";
import type { Schema } from "./openapi.ts";
import { generateTypes } from "./types.ts";

/** Generates the declaration of one schema. */
async function declarationOf(schema: Schema, others: Record<string, Schema> = {}): Promise<string> {
  const copy = structuredClone(document);
  copy.components = { schemas: { Sample: schema, ...others }, responses: {} };
  copy.paths = {};
  copy.webhooks = {};
  const [file] = await generateTypes("8x8", copy);
  const [, text = ""] = (file?.content ?? "").split("export type operations = { [key: string]: never };\n");
  const end = Object.keys(others)
    .map((name) => text.indexOf(`export interface ${name}`))
    .find((at) => at >= 0);
  return text.slice(0, end);
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe("generateTypes", () => {
  test("types known values as an open list", async () => {
    expect(await declarationOf({ type: "string", "x-known-values": ["a", 'b"c'] })).toContain(
      'export type Sample = "a" | "b\\"c" | (string & {});',
    );
    expect(await declarationOf({ type: "array", items: { type: "string", "x-known-values": ["a"] } })).toContain(
      'export type Sample = ("a" | (string & {}))[];',
    );
  });

  test("types known values next to a not as a closed list, so that TypeScript can narrow a union", async () => {
    const not = { enum: ["x"] };
    const known = (values: string[]) => declarationOf({ type: "string", not, "x-known-values": values });
    expect(await known(["a", "b"])).toContain('Sample = "a" | "b";');
    expect(await known([])).toContain('Sample = "(any other)";');
    expect(await declarationOf({ type: "string", not })).toContain("Sample = string;");
  });

  test("makes objects interfaces, with what every property is", async () => {
    const properties: Record<string, Schema> = {
      a: { type: "string", description: "Said of a.", format: "uri", examples: ["https://a"], default: "x" },
      b: { ...ref("Other"), description: "Said of b." },
      c: ref("Other"),
      d: { type: "boolean", deprecated: true, readOnly: true },
    };
    const sample = await declarationOf(
      { type: "object", description: "A sample.\n\nOf two lines.", required: ["b"], properties },
      { Other: { type: "object", description: "Another." } },
    );
    expect(sample).toBe(`/**
 * A sample.
 *
 * Of two lines.
 */
export interface Sample {
    /**
     * Said of a.
     *
     * Format: uri
     * @default x
     * @example https://a
     */
    a?: string | undefined;
    /** Said of b. */
    b: Other;
    /** Another. */
    c?: Other | undefined;
    /** @deprecated */
    readonly d?: boolean | undefined;
}
/** Another. */
`);
  });

  test("extends what an allOf refers to", async () => {
    const base: Schema = {
      type: "object",
      required: ["kind"],
      properties: { kind: { type: "string" }, id: { type: "string" } },
    };
    const own: Schema = { type: "object", properties: { kind: { type: "string", const: "a" } } };
    expect(await declarationOf({ allOf: [ref("Base"), own], required: ["id"] }, { Base: base })).toBe(
      'export interface Sample extends Base {\n    kind: "a";\n    id: string;\n}\n',
    );
    expect(await declarationOf({ allOf: [ref("Base")] }, { Base: base })).toBe(
      "export interface Sample extends Base {}\n",
    );
  });

  test("intersects what can't be extended", async () => {
    const base: Schema = { type: "object", properties: { a: { type: "number" } } };
    const own: Schema = { type: "object", properties: { a: { type: ["number", "null"] } } };
    expect(await declarationOf({ allOf: [ref("Base"), own] }, { Base: base })).toContain(
      "export type Sample = Base & {\n",
    );
    expect(
      await declarationOf({ allOf: [ref("Base"), { type: "object" }] }, { Base: { oneOf: [base, own] } }),
    ).toContain("export type Sample = Base & { [key: string]: unknown };");
  });

  test("types two fields that exclude each other, and no rule about values", async () => {
    const rule = (not: Schema, more: Schema = {}) =>
      declarationOf({ type: "object", properties: { a: { type: "string" }, b: { type: "string" } }, not, ...more });
    const both = { required: ["a", "b"], properties: { a: { type: "string", minLength: 1 } } };
    expect(await rule(both)).toContain('export type Sample = SampleFields & ({ a?: "" | undefined } | { b?: never });');
    expect(await rule(both, { "x-violation": { path: "a", message: 'must be absent with "b"' } })).toContain(
      '| { b?: { "a must be absent with b": never } | undefined });',
    );
    const pattern = { type: "string", pattern: "x" };
    expect(await rule({ required: ["a"], properties: { a: pattern, b: false } })).toMatch(
      /^export interface Sample \{/,
    );
  });

  test("maps the names of deliveries to their types, and documents what happened", async () => {
    const [file] = await generateTypes("8x8", document);
    expect(file?.content).toContain(`export interface DeliveryMap {
    /**
     * Room freed.
     *
     * Sent once: room freed.
     */
    "room.freed": RoomFreed;
    /**
     * Desk taken.
     *
     * Sent once: desk taken.
     */
    "desk.taken": DeskTaken;
}
`);
    expect(file?.content).toContain("export type DeliveryName = keyof DeliveryMap;\n");
    const [without] = await generateTypes("8x8", { ...structuredClone(document), webhooks: {} });
    expect(without?.content).not.toContain("DeliveryMap");
  });

  test("types a delivery that no other branch names by its fields", async () => {
    const [file] = await generateTypes("8x8", document);
    expect(file?.content).toContain("export interface UnknownDelivery extends Envelope {}\n");
  });

  test("types the pairs of a table of resources", async () => {
    const [file] = await generateTypes("8x8", document);
    expect(file?.content).toContain(
      '    /** A desk. */\n    desk: "taken";\n    /** A room. */\n    room: "taken" | "freed";\n',
    );
    expect(file?.content).toMatch(/^export type \w+ = (\w+)Fields & .+ & ResourceEvent;$/m);
  });

  test("types the schemas of operations where they stand, and optional parameters with undefined", async () => {
    const copy = structuredClone(document);
    const schema = { type: "array", items: { type: "integer" } };
    const parameters = [
      { name: "ids", in: "query", schema },
      { name: "on", in: "query", required: true, schema: {} },
    ];
    const responses = { "200": { description: "", content: { "application/json": { schema } } } };
    copy.paths = { "/a": { get: { operationId: "a", summary: "A", parameters, responses } } } as never;
    const [file] = await generateTypes("8x8", copy);
    expect(file?.content).toContain("ids?: number[] | undefined;\n");
    expect(file?.content).toContain("on: unknown;\n");
    expect(file?.content).toContain('"application/json": number[];\n');
  });

  test("names each schema at the root, and in components", async () => {
    const [file] = await generateTypes("8x8", document);
    const names = Object.keys(document.components.schemas);
    expect(file?.content.match(/^export (?:type|interface) \w+/gm)).toEqual(
      expect.arrayContaining(names.map((name) => expect.stringMatching(`^export (type|interface) ${name}$`))),
    );
    for (const name of names) expect(file?.content).toContain(`        ${name}: ${name};\n`);
  });

  test.each([
    ["itself", { Sample: { anyOf: [ref("Sample"), { type: "string" }] } }, "Sample → Sample"],
    [
      "another that refers to it",
      { Sample: ref("Other"), Other: { allOf: [ref("Sample")] } },
      "Sample → Other → Sample",
    ],
  ])("rejects a schema that is %s", async (_title, schemas: Record<string, Schema>, cycle) => {
    const { Sample = {}, ...others } = schemas;
    await expect(declarationOf(Sample, others)).rejects.toThrow(
      `#/components/schemas/Sample: schema Sample: refers to itself (${cycle}) without a property or an item in between`,
    );
  });

  test("rejects a reference to nothing", async () => {
    await expect(declarationOf(ref("Nowhere"))).rejects.toThrow(
      "#/components/schemas/Sample: schema Sample: $ref leads to nothing: #/components/schemas/Nowhere",
    );
  });

  test("rejects a schema that is nested too deep for a compiler", async () => {
    let deep: Schema = { type: "string" };
    for (let level = 0; level < 1000; level++) deep = { type: "object", properties: { a: deep } };
    await expect(declarationOf(deep)).rejects.toThrow(
      "#/components/schemas/Sample: schema Sample: is nested more than 200 levels deep",
    );
  });
});
