import { type Case, number, object, string } from "./case.ts";

/** Objects, lists and plain values. */
export const objects: Record<string, Case> = {
  "an object": {
    schemas: { Sample: object({ a: string, b: number }, { required: ["a"] }) },
    right: [{ a: "x" }, { a: "x", b: 1 }],
    wrong: [{}, { a: 1 }, { a: "x", b: "y" }, 5, null, "a", []],
  },
  "an object without properties": {
    schemas: { Sample: { type: "object" } },
    right: [{}, { a: 1, b: [null] }],
    wrong: [5, null, "a"],
  },
  "an object that is empty": {
    schemas: { Sample: { type: "object", additionalProperties: false } },
    right: [{}],
    wrong: [{ a: 1 }, 5],
  },
  "a property that is required and not declared": {
    schemas: { Sample: object({ a: string }, { required: ["a", "b"] }) },
    right: [
      { a: "x", b: 1 },
      { a: "x", b: null },
    ],
    wrong: [{ a: "x" }, { b: 1 }],
  },
  "properties beside additionalProperties of a type": {
    schemas: { Sample: object({ a: string, c: string }, { required: ["a"], additionalProperties: number }) },
    right: [{ a: "x" }, { a: "x", b: 1 }, { a: "x", c: "y", d: 2 }],
    wrong: [{ a: 1 }, { b: 1 }, { a: "x", b: true }, { a: "x", c: 1 }],
  },
  "properties beside any additionalProperties": {
    schemas: { Sample: object({ a: string }, { required: ["a"], additionalProperties: true }) },
    right: [{ a: "x", b: [1] }],
    wrong: [{ b: 1 }, { a: 1 }],
  },
  "additionalProperties of a nested type": {
    schemas: { Sample: object({}, { additionalProperties: object({ a: string }, { required: ["a"] }) }) },
    right: [{}, { x: { a: "y" } }],
    wrong: [{ x: {} }, { x: 1 }],
  },
  patternProperties: {
    schemas: { Sample: object({ a: string }, { patternProperties: { "^x-": number }, additionalProperties: false }) },
    right: [{ a: "x" }, { "x-b": 1 }],
    wrong: [{ a: 1 }, { "x-b": true }],
  },
  "values of several kinds": {
    schemas: { Sample: { enum: ["a", 1, -2.5, true, null, { k: [1, "x"] }, []] } },
    right: ["a", 1, -2.5, true, null, { k: [1, "x"] }, []],
    wrong: ["b", 2, false, { k: [1, "y"] }, { k: [] }, [1]],
  },
  "null alone": {
    schemas: {
      Sample: object({ a: { const: null }, b: { type: ["string", "null"], enum: ["x"] } }, { required: ["a"] }),
    },
    right: [{ a: null }, { a: null, b: "x" }],
    wrong: [{ a: 1 }, { a: null, b: null }],
  },
  "an object with listed values": {
    schemas: { Sample: { type: "object", enum: [{ a: 1 }, { a: 2 }] } },
    right: [{ a: 1 }, { a: 2 }],
    wrong: [{ a: 3 }, {}],
  },
  lists: {
    schemas: {
      Sample: { type: "array", items: { anyOf: [string, { type: "array", items: { type: ["number", "null"] } }] } },
    },
    right: [[], ["x", [1, null]], ["x"]],
    wrong: [[1], [["x"]], "x", {}],
  },
  tuples: {
    schemas: { Sample: { type: "array", prefixItems: [string, number], items: { type: "boolean" }, minItems: 1 } },
    right: [["x"], ["x", 1], ["x", 1, true, false]],
    wrong: [[], [1], ["x", "y"], ["x", 1, 2]],
  },
  "closed tuples": {
    schemas: { Sample: { type: "array", prefixItems: [string, number], items: false } },
    right: [[], ["x"], ["x", 1]],
    wrong: [["x", 1, 2], [1]],
  },
  "properties that must be absent": {
    schemas: { Sample: object({ a: string, b: false, c: true }) },
    right: [{}, { a: "x", c: [1] }],
    wrong: [{ b: 1 }],
  },
  "keywords without a type": {
    schemas: {
      Sample: object({ a: { properties: { x: string }, required: ["x"] }, b: { items: number }, c: { minLength: 2 } }),
    },
    right: [{ a: { x: "1" }, b: [1], c: "xy" }, { c: 1 }],
    wrong: [{ a: {} }, { b: ["x"] }],
  },
};
