import { type Case, number, object, ref, string } from "./case.ts";

/** Schemas that are composed, and that refer to others. */
export const compositions: Record<string, Case> = {
  "an anyOf of requireds beside properties": {
    schemas: { Sample: object({ a: string, b: number }, { anyOf: [{ required: ["a"] }, { required: ["b"] }] }) },
    right: [{ a: "x" }, { b: 1 }, { a: "x", b: 1 }],
    wrong: [5, {}, { a: 1 }, "x", { b: "x" }],
  },
  "an anyOf of requireds in a value that can be null": {
    schemas: {
      Sample: {
        ...object({ a: string, b: string }),
        type: ["object", "null"],
        anyOf: [{ required: ["a"] }, { required: ["b"] }],
      },
    },
    right: [null, { a: "x" }],
    wrong: [{}, 5, { a: 1 }],
  },
  "an anyOf of objects beside properties": {
    schemas: {
      Sample: object(
        { a: string },
        { required: ["a"], anyOf: [object({ b: number }, { required: ["b"] }), ref("Other")] },
      ),
      Other: object({ c: string }, { required: ["c"] }),
    },
    right: [
      { a: "x", b: 1 },
      { a: "x", c: "y" },
    ],
    wrong: [{ a: "x" }, { b: 1 }, { a: "x", b: "y" }, { c: "y" }],
  },
  "an anyOf with a part that says nothing about types": {
    schemas: { Sample: object({ a: string }, { anyOf: [{ required: ["a"] }, { maxProperties: 0 }] }) },
    right: [{ a: "x" }, {}],
    wrong: [{ a: 1 }, 5],
  },
  "an anyOf of constants beside a type": {
    schemas: { Sample: { type: ["string", "number"], anyOf: [{ enum: ["a", 1] }, { const: true }, { const: 2 }] } },
    right: ["a", 1, 2],
    wrong: ["b", 3, true],
  },
  "a oneOf of primitives beside a type": {
    schemas: { Sample: { type: "string", oneOf: [{ const: "a" }, { const: "b" }] } },
    right: ["a", "b"],
    wrong: ["c", 1],
  },
  "a required property beside an allOf": {
    schemas: {
      Sample: { allOf: [ref("Base")], required: ["a"] },
      Base: object({ a: string, b: string }),
    },
    right: [{ a: "x" }, { a: "x", b: "y" }],
    wrong: [{}, { b: "y" }, { a: 1 }],
  },
  "an allOf that narrows": {
    schemas: {
      Sample: { allOf: [ref("Base"), object({ kind: { type: "string", const: "a" }, size: number })] },
      Base: object({ kind: string, id: string }, { required: ["kind", "id"] }),
    },
    right: [
      { kind: "a", id: "1" },
      { kind: "a", id: "1", size: 3 },
    ],
    wrong: [{ kind: "b", id: "1" }, { kind: "a" }, { id: "1" }],
  },
  "an allOf that widens": {
    schemas: {
      Sample: { allOf: [ref("Base"), object({ a: { type: ["string", "number"] }, b: { type: ["null", "string"] } })] },
      Base: object({ a: string, b: { type: ["string", "number"] } }, { required: ["a", "b"] }),
    },
    right: [{ a: "x", b: "y" }],
    wrong: [
      { a: 1, b: "y" },
      { a: "x", b: null },
      { a: "x", b: 1 },
    ],
  },
  "two bases that differ": {
    schemas: {
      Sample: { allOf: [ref("One"), ref("Two")] },
      One: object({ a: { type: ["string", "number"] } }, { required: ["a"] }),
      Two: object({ a: { type: ["string", "boolean"] } }),
    },
    right: [{ a: "x" }],
    wrong: [{ a: 1 }, { a: true }, {}],
  },
  "a reference with siblings": {
    schemas: {
      Sample: object({ a: { ...ref("Base"), required: ["x"] } }, { required: ["a"] }),
      Base: object({ x: string, y: string }),
    },
    right: [{ a: { x: "1" } }],
    wrong: [{ a: {} }, { a: { x: 1 } }],
  },
  "a reference to a part of a schema": {
    schemas: { Sample: object({ a: ref("Base/properties/x") }), Base: object({ x: object({ y: string }) }) },
    right: [{}, { a: { y: "1" } }],
    wrong: [{ a: { y: 1 } }, { a: "x" }],
  },
  "definitions of its own": {
    schemas: { Sample: object({ a: ref("Sample/$defs/size") }, { $defs: { size: number } }) },
    right: [{}, { a: 1 }],
    wrong: [{ a: "x" }],
  },
  "schemas that are booleans": {
    schemas: { Sample: object({ a: string }, { allOf: [true], anyOf: [false, { required: ["a"] }] }) },
    right: [{ a: "x" }],
    wrong: [{}, { a: 1 }],
  },
  "a tree": {
    schemas: {
      Sample: object({ name: string, nodes: { type: "array", items: ref("Sample") } }, { required: ["name"] }),
    },
    right: [{ name: "a", nodes: [{ name: "b", nodes: [] }] }],
    wrong: [
      { name: "a", nodes: [{}] },
      { name: "a", nodes: [1] },
    ],
  },
  "two schemas that refer to each other": {
    schemas: { Sample: object({ b: ref("Other") }), Other: object({ a: ref("Sample"), n: number }) },
    right: [{ b: { a: { b: { n: 1 } } } }],
    wrong: [{ b: { a: { b: 1 } } }],
  },
  "lists by allOf": {
    schemas: { Sample: { type: "array", items: { allOf: [{ type: "array", items: string }] } } },
    right: [[], [["x"]]],
    wrong: [["x"], [[1]]],
  },
  "a discriminator": {
    schemas: {
      Sample: { oneOf: [ref("Cat"), ref("Dog")], discriminator: { propertyName: "kind" } },
      Cat: object({ kind: { const: "cat" }, lives: number }, { required: ["kind"] }),
      Dog: object({ kind: { const: "dog" }, tricks: number }, { required: ["kind"] }),
    },
    right: [{ kind: "cat", lives: 9 }, { kind: "dog" }],
    wrong: [{ kind: "Cat" }, { kind: "dog", tricks: "x" }, {}],
  },
  "schemas with the names of built-in types": {
    schemas: {
      Sample: object({
        a: ref("Record"),
        b: ref("Error"),
        c: ref("Promise"),
        d: { type: "array", items: ref("Readonly") },
      }),
      Record: string,
      Error: object({ code: number }),
      Promise: number,
      Readonly: { type: "boolean" },
    },
    right: [{ a: "x", b: { code: 1 }, c: 1, d: [true] }],
    wrong: [{ a: 1 }, { b: { code: "x" } }, { d: true }],
  },
};
