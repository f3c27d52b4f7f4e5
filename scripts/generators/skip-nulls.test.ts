import { describe, expect, test } from "vitest";
import { loadValidators } from "../testing/load-validators.ts";
import { documentOf, responseDocumentOf } from "./differential/documents.ts";
import { generateValidators } from "./validators.ts";

const text = { type: "string" };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

async function reads(body: unknown, others: Record<string, unknown> = {}) {
  const { Body } = await loadValidators(
    generateValidators("any", responseDocumentOf({ Body: body, ...others }), { shared: true }),
  );
  return (value: unknown) => {
    const result = Body?.["~standard"].validate(value);
    return result?.issues
      ? result.issues.map(({ message }) => message)
      : { value: (result as { value: unknown }).value };
  };
}

/** Schemas with a value that is sent, and what is read: a value, or messages. */
const cases: [title: string, schema: unknown, sent: unknown, read: unknown][] = [
  ["an optional property", { properties: { a: text } }, { a: null, b: 1 }, { value: { b: 1 } }],
  ["an optional reference", { properties: { a: ref("Name") } }, { a: null }, { value: {} }],
  [
    "an optional object and array",
    { properties: { a: { type: "object" }, b: { type: "array" } } },
    { a: null, b: null },
    { value: {} },
  ],
  [
    "a property in an item of an array",
    { items: { properties: { a: text } } },
    [{ a: null }, { a: "b" }],
    { value: [{}, { a: "b" }] },
  ],
  ["a value of a map", { additionalProperties: text }, { a: null, b: "c" }, { value: { b: "c" } }],
  [
    "a value of a map by pattern",
    { patternProperties: { "^x-": text } },
    { "x-a": null, b: null },
    { value: { b: null } },
  ],
  ["a property of a part of allOf", { allOf: [ref("Named")] }, { name: null, id: "a" }, { value: { id: "a" } }],
  [
    "a property of a union's branch",
    { anyOf: [ref("Named"), { type: "array" }] },
    { name: null, id: "a" },
    { value: { id: "a" } },
  ],
  [
    "only the properties of the branch that matches",
    { anyOf: [{ required: ["c"], properties: { a: text } }, { properties: { b: text } }] },
    { a: null, b: null },
    { value: { a: null } },
  ],
  [
    "a property that makes a rule across fields hold",
    { not: { required: ["a", "b"] }, properties: { a: text } },
    { a: null, b: 1 },
    { value: { b: 1 } },
  ],
  [
    "a property of an inherited name",
    { properties: { constructor: text } },
    JSON.parse('{"constructor":null}'),
    { value: {} },
  ],
  ["not an item of an array", { items: text }, ["a", null], ["[1] must be a string; got null"]],
  ["not a value by itself", text, null, ["the value must be a string; got null"]],
  ["not an unknown property", { properties: { a: text } }, { b: null }, { value: { b: null } }],
  [
    "not a required property",
    { required: ["a"], properties: { a: text } },
    { a: null },
    ["a must be a string; got null"],
  ],
  [
    "not a required value of a map",
    { required: ["a"], additionalProperties: text },
    { a: null },
    ["a must be a string; got null"],
  ],
  [
    "not a property that a part of allOf requires",
    { required: ["name"], allOf: [ref("Named")] },
    { name: null, id: "a" },
    ["name is required"],
  ],
  [
    "not a property that can be null",
    { properties: { a: { type: ["string", "null"] } } },
    { a: null },
    { value: { a: null } },
  ],
  [
    "not a property that can be anything",
    { properties: { a: {}, b: true } },
    { a: null, b: null },
    { value: { a: null, b: null } },
  ],
  [
    "not a property with a branch for null",
    { properties: { a: { oneOf: [text, { type: "null" }] } } },
    { a: null },
    { value: { a: null } },
  ],
  [
    "not a property with null in its list",
    { properties: { a: { enum: ["b", null] } } },
    { a: null },
    { value: { a: null } },
  ],
  ["not a reference to what can be null", { properties: { a: ref("Nullable") } }, { a: null }, { value: { a: null } }],
  ["not a schema that refers to itself", { properties: { a: ref("Body") } }, { a: null }, { value: { a: null } }],
  [
    "a property of a schema that refers to itself",
    ref("Node"),
    { id: "a", next: { id: "b", next: null } },
    { value: { id: "a", next: { id: "b" } } },
  ],
];

const others = {
  Name: text,
  Nullable: { type: ["string", "null"] },
  Named: { type: "object", required: ["id"], properties: { id: text, name: text } },
  Node: { type: "object", required: ["id"], properties: { id: text, next: ref("Node") } },
};

describe("a generated validator of a response leaves out what is null of", () => {
  test.each(cases)("%s", async (_title, schema, sent, read) => {
    const before = structuredClone(sent);
    expect((await reads(schema, others))(sent)).toStrictEqual(read);
    expect(sent).toStrictEqual(before);
  });
});

describe("a generated validator of a request", () => {
  test("rejects null in an optional property", async () => {
    const document = documentOf({ Body: { type: "object", properties: { a: text }, additionalProperties: text } });
    const { Body } = await loadValidators(generateValidators("any", document));
    expect(Body?.["~standard"].validate({ a: null, b: null }).issues?.map(({ message }) => message)).toEqual([
      "b must be a string; got null",
      "a must be a string; got null",
    ]);
  });
});
