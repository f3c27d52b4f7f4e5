import { describe, expect, test } from "vitest";
import { complements } from "./complements.ts";
import type { Schema } from "./openapi.ts";

const resolve = (schema: Schema | boolean | undefined): Schema => (typeof schema === "object" ? schema : {});

const isTrue = { const: true } as unknown as Schema;

/** Returns the types that the `not` of an object leaves. */
const left = (schema: Schema): string[] => complements(schema, resolve).map(({ text }) => text);

/** Returns what is left of a property that an object has, or not. */
const leftOf = (declared: Schema, rule: Schema | boolean, required = ["a"]): string[] =>
  left({ type: "object", properties: { a: declared }, not: { required, properties: { a: rule } } });

describe("what an object's not leaves", () => {
  test.each<[string, Schema | undefined, string[]]>([
    ["a rule with a keyword that types don't have", { maxProperties: 2 }, []],
    ["a rule about other types", { type: "string" }, []],
    ["a rule without keywords", {}, []],
    ["no rule", undefined, []],
    ["a property that must be missing", { required: ["a"] }, ["{ a?: never }"]],
    ["one of two that must be missing", { required: ["a", "b"] }, ["{ a?: never } | { b?: never }"]],
    [
      "two that must be missing",
      { anyOf: [{ required: ["a"] }, { required: ["b"] }] },
      ["{ a?: never }", "{ b?: never }"],
    ],
    ["a name that objects inherit", { required: ["toString"], properties: {} }, ["{ toString?: never }"]],
  ])("of %s", (_title, not, types) => {
    expect(left({ type: "object", properties: { a: {}, b: {} }, ...(not && { not }) })).toEqual(types);
  });

  test("names the rule where nothing is left", () => {
    const violation = { path: "a", message: 'must be "b"' };
    expect(left({ not: { required: ["a"] }, "x-violation": violation })).toEqual([
      '{ a?: { "a must be b": never } | undefined }',
    ]);
  });

  test("includes the properties of schemas in allOf", () => {
    const included: Schema = { properties: { a: { enum: ["p", "q"] } } };
    expect(left({ allOf: [included], not: { required: ["a"], properties: { a: { const: "p" } } } })).toEqual([
      '{ a?: "q" | undefined }',
    ]);
  });
});

describe("what a rule leaves of a property", () => {
  test.each<[Schema, Schema | boolean, string | undefined]>([
    [{ type: ["string", "integer", "null"] }, { type: "string" }, "{ a?: number | null | undefined }"],
    [
      { type: ["boolean", "null", "number", "string"] },
      { type: "string" },
      "{ a?: boolean | null | number | undefined }",
    ],
    [{ type: ["integer", "string"] }, { type: "number" }, "{ a?: string | undefined }"],
    [{ type: "integer" }, { type: "string" }, "{ a?: number | undefined }"],
    [{ type: "string" }, { type: "string" }, "{ a?: never }"],
    [{ type: ["number", "string"] }, { type: "integer" }, undefined],
    [{ type: ["object", "string"] }, { type: "string" }, undefined],
    [{}, { type: "string" }, undefined],
    [{ type: "boolean" }, isTrue, "{ a?: false | undefined }"],
    [{ enum: ["a", "b", "c"] }, { enum: ["a", "b"] }, '{ a?: "c" | undefined }'],
    [{ enum: ["a"] }, { enum: ["a"], const: "a" }, "{ a?: never }"],
    [{ const: "x" }, { const: "x" }, "{ a?: never }"],
    [{ const: "x" }, { const: "y" }, '{ a?: "x" | undefined }'],
    [{ type: "string" }, { const: "y" }, undefined],
    [{ type: "string" }, { minLength: 1 }, '{ a?: "" | undefined }'],
    [{ type: ["string", "null"] }, { minLength: 1 }, '{ a?: "" | undefined }'],
    [{ type: ["string", "null"] }, { type: "string", minLength: 1 }, '{ a?: "" | null | undefined }'],
    [{ type: ["string", "integer"] }, { type: "string", minLength: 1 }, '{ a?: "" | number | undefined }'],
    [{ type: "string" }, { minLength: 2 }, undefined],
    [{ type: "integer" }, { minLength: 1 }, undefined],
    [{ type: "string" }, true, "{ a?: never }"],
    [{ type: "string" }, {}, "{ a?: never }"],
    [{ type: "string" }, { description: "any" }, "{ a?: never }"],
    [{ type: "string" }, false, "{ a?: {} | null | undefined }"],
  ])("declared as %j that must not be %j: %s", (declared, rule, type) => {
    expect(leftOf(declared, rule)).toEqual(type === undefined ? [] : [type]);
  });

  test("which must not be missing", () => {
    expect(leftOf({ type: "string" }, true, [])).toEqual(["never"]);
    expect(leftOf({ type: "boolean" }, isTrue, [])).toEqual(["{ a: false }"]);
  });
});
