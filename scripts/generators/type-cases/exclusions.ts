import { type Case, object, ref, string } from "./case.ts";

/** Schemas with a `not`. */
export const exclusions: Record<string, Case> = {
  "a not of two required properties": {
    schemas: { Sample: object({ a: string, b: string }, { not: { required: ["a", "b"] } }) },
    right: [{}, { a: "x" }, { b: "x" }],
    wrong: [{ a: "x", b: "y" }],
  },
  "a not of one required property": {
    schemas: { Sample: object({ a: string, b: string }, { not: { required: ["a"] } }) },
    right: [{}, { b: "x" }],
    wrong: [{ a: "x" }],
  },
  "a not of either property": {
    schemas: {
      Sample: object(
        { a: string, b: string, c: string },
        { not: { anyOf: [{ required: ["a"] }, { required: ["b"] }] } },
      ),
    },
    right: [{}, { c: "x" }],
    wrong: [{ a: "x" }, { b: "x", c: "x" }],
  },
  "a not of a text that is filled": {
    schemas: {
      Sample: object(
        { a: string, b: object({}) },
        {
          not: {
            type: "object",
            required: ["a", "b"],
            properties: { a: { type: "string", minLength: 1 }, b: { type: "object" } },
          },
        },
      ),
    },
    right: [{}, { a: "x" }, { b: {} }, { a: "", b: {} }],
    wrong: [{ a: "x", b: {} }],
  },
  "a not with a constant of an open property": {
    schemas: {
      Sample: object({ a: string, b: string }, { not: { required: ["a", "b"], properties: { a: { const: "x" } } } }),
    },
    right: [{ a: "y", b: "z" }, { a: "x" }, { b: "z" }],
    wrong: [5, { a: 1 }],
  },
  "a not with a constant of a closed property": {
    schemas: {
      Sample: object(
        { a: { type: "string", enum: ["x", "y"] }, b: string },
        { required: ["a"], not: { required: ["a", "b"], properties: { a: { const: "x" } } } },
      ),
    },
    right: [{ a: "y", b: "z" }, { a: "x" }, { a: "y" }],
    wrong: [{ a: "x", b: "z" }],
  },
  "a not with a boolean": {
    schemas: {
      Sample: object(
        { on: { type: "boolean" }, b: string },
        { required: ["on"], not: { required: ["on", "b"], properties: { on: { const: false } } } },
      ),
    },
    right: [{ on: true, b: "x" }, { on: false }],
    wrong: [{ on: false, b: "x" }],
  },
  "a not with a pattern": {
    schemas: {
      Sample: object(
        { a: string, b: string },
        { not: { required: ["a", "b"], properties: { a: { type: "string", pattern: "^x" } } } },
      ),
    },
    right: [{ a: "y", b: "z" }, { a: "x" }, {}],
    wrong: [{ a: 1 }],
  },
  "a not with an absent property": {
    schemas: { Sample: object({ a: string, b: string }, { not: { required: ["a"], properties: { b: false } } }) },
    right: [{}, { b: "x" }, { a: "x", b: "y" }],
    wrong: [{ a: "x" }],
  },
  "a not with pairs": {
    schemas: {
      Sample: {
        allOf: [ref("Base"), object({ data: string }, { required: ["data"] })],
        not: {
          type: "object",
          required: ["a", "b"],
          anyOf: [{ properties: { a: { const: "x" }, b: { const: "y" } } }, { properties: { a: { const: "z" } } }],
        },
      },
      Base: object({ a: string, b: string }, { required: ["a", "b"] }),
    },
    right: [
      { a: "x", b: "x", data: "d" },
      { a: "q", b: "y", data: "d" },
    ],
    wrong: [{ a: "q", b: "y" }, { a: "q", b: 1, data: "d" }, {}],
  },
  "a not with a type": {
    schemas: { Sample: { not: { type: ["string", "null"] } } },
    right: [1, true, {}, []],
    wrong: ["x", null],
  },
  "a not with values of an enum": {
    schemas: { Sample: { type: "string", enum: ["a", "b", "c"], not: { enum: ["b"] } } },
    right: ["a", "c"],
    wrong: ["b", "d"],
  },
};
