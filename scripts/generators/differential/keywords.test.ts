// biome-ignore-all lint/suspicious/noThenProperty: a keyword of JSON Schema
import { describe, expect, test } from "vitest";
import { loadValidators } from "../../testing/load-validators.ts";
import { keywords } from "../keywords.ts";
import { generateValidators } from "../validators.ts";
import { documentOf } from "./documents.ts";

/** Schemas with values that they accept and values that they don't, where a validator is easily wrong. */
const cases: [title: string, schema: unknown, right: unknown[], wrong: unknown[]][] = [
  ["true", true, [null, 0, {}], []],
  ["false", false, [], [null, 0, {}]],
  [
    "const of false and 0",
    { properties: { a: { const: false }, b: { const: 0 } } },
    [{ a: false, b: 0 }, { b: -0 }],
    [{ a: 0 }, { b: false }, { a: [] }],
  ],
  [
    "const of lists in lists",
    { const: [{ a: [1, { b: 2 }] }] },
    [[{ a: [1, { b: 2 }] }]],
    [[{ a: [1, { b: "2" }] }], [{ a: [1] }], { 0: {} }],
  ],
  ["enum of an object", { enum: [{ a: 1, b: 2 }, [null]] }, [{ b: 2, a: 1 }, [null]], [{ a: 1 }, [], [false]]],
  ["integer", { type: "integer" }, [1, 1.0, -3, 1e300], [1.5, "1", null, true]],
  [
    "required, of an inherited name",
    { required: ["toString", "constructor"] },
    [{ toString: 1, constructor: null }, []],
    [{}, { toString: 1 }],
  ],
  [
    "dependentRequired, of an inherited name",
    { dependentRequired: { toString: ["b"] } },
    [{}, { toString: 1, b: 1 }],
    [{ toString: 1 }],
  ],
  [
    "additionalProperties beside patterns",
    { properties: { a: {} }, patternProperties: { "^x-": {} }, additionalProperties: false },
    [{ a: 1, "x-b": 2 }, [1], "b"],
    [{ b: 1 }, { a: 1, X: 1 }],
  ],
  [
    "propertyNames by a union, beside enum",
    { enum: [{ ab: 1 }, 2], propertyNames: { oneOf: [{ maxLength: 1 }, { minLength: 1 }] } },
    [{ ab: 1 }, 2],
    [{ a: 1 }, 3],
  ],
  ["propertyNames false", { propertyNames: false }, [{}, [1], 3], [{ a: 1 }]],
  [
    "items false behind prefixItems",
    { prefixItems: [true, true], items: false },
    [[], [1], [1, 2], { 0: 1 }],
    [[1, 2, 3]],
  ],
  [
    "items behind prefixItems, equal or not",
    { prefixItems: [{ type: "object" }], items: { type: "string" }, uniqueItems: true },
    [[{}, "a", "b"], [{}]],
    [[{}, "a", "a"], [{}, "__proto__", "__proto__"], [1]],
  ],
  [
    "uniqueItems, by content",
    { uniqueItems: true },
    [
      [1, true],
      [0, false],
      ["1", 1],
      [{ a: false }, { a: 0 }],
      [[1], [true]],
    ],
    [
      [1, 1.0],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [
        [[1], "a"],
        [[1], "a"],
      ],
      [null, null],
    ],
  ],
  [
    "contains with limits",
    { contains: { const: 1 }, minContains: 2, maxContains: 3 },
    [[1, 1], [1, 2, 1, 1], "x"],
    [[], [1], [1, 1, 1, 1]],
  ],
  ["an empty list", { enum: [] }, [], [null, "a", {}, []]],
  ["an empty list within", { properties: { a: { enum: [] } } }, [{}, 1], [{ a: null }]],
  ["contains with no minimum", { contains: false, minContains: 0 }, [[], [1]], []],
  ["minContains without contains", { minContains: 1 }, [[], [1]], []],
  ["minContains above maxContains", { contains: true, minContains: 3, maxContains: 1 }, [{}], [[], [1], [1, 1, 1]]],
  [
    "maxLength of characters beyond U+FFFF",
    { maxLength: 2, minLength: 2 },
    ["\u{1f4a9}\u{1f4a9}", "ab"],
    ["\u{1f4a9}", "\u{1f4a9}\u{1f4a9}\u{1f4a9}"],
  ],
  ["pattern of Unicode", { pattern: "^\\p{Lu}.$" }, ["Äb", "Z\u{1f4a9}"], ["äb", "Z"]],
  ["multipleOf", { multipleOf: 0.25 }, [0, 0.75, 3, -1.5, "a"], [0.3, 1.1]],
  ["multipleOf of decimals", { multipleOf: 0.01 }, [0, 19.99, 0.07, 1.1, -3, 1e300], [19.995, 1e-3]],
  ["then without if", { then: false, else: false }, [1, {}], []],
  ["else", { if: { type: "string" }, then: { minLength: 2 }, else: { type: "number" } }, ["ab", 1], ["a", null]],
  [
    "dependentSchemas",
    { dependentSchemas: { 'a"b': { required: ["c\nd"] }, $ref: false } },
    [{}, { 'a"b': 1, "c\nd": 1 }],
    [{ 'a"b': 1 }, { $ref: 1 }],
  ],
  ["not of anything", { not: {} }, [], [1, {}]],
  ["oneOf where two match", { oneOf: [{ type: "number" }, { minimum: 2 }] }, [1, "a"], [2, 3]],
  [
    "a property called $ref",
    { properties: { $ref: { type: "string" }, type: { const: "a" } } },
    [{ $ref: "a", type: "a" }],
    [{ $ref: 1 }, { type: "b" }],
  ],
  ["const with a $ref in it", { const: { $ref: "#/nowhere" } }, [{ $ref: "#/nowhere" }], [{ $ref: "" }]],
  [
    "an escaped pointer",
    {
      properties: { a: { $ref: "#/components/schemas/Body/$defs/~1%25~0%22" } },
      $defs: { '/%~"': { type: "integer" } },
    },
    [{ a: 1 }],
    [{ a: "1" }],
  ],
  [
    "a reference beside others",
    {
      properties: { a: { $ref: "#/components/schemas/Body/$defs/list", maxItems: 2 } },
      $defs: { list: { type: "array" } },
    },
    [{ a: [1] }],
    [{ a: [1, 2, 3] }, { a: "x" }],
  ],
  [
    "a reference to true and false",
    {
      properties: {
        a: { $ref: "#/components/schemas/Body/$defs/yes" },
        b: { $ref: "#/components/schemas/Body/$defs/no" },
      },
      $defs: { yes: true, no: false },
    },
    [{ a: 1 }],
    [{ b: 1 }],
  ],
  [
    "unevaluatedProperties beside allOf",
    { allOf: [{ properties: { a: true } }], properties: { b: true }, unevaluatedProperties: false },
    [{ a: 1, b: 1 }],
    [{ c: 1 }],
  ],
  [
    "unevaluatedProperties after anyOf, of which each counts",
    {
      anyOf: [
        { required: ["a"], properties: { a: true } },
        { required: ["b"], properties: { b: true } },
      ],
      unevaluatedProperties: false,
    },
    [{ a: 1 }, { b: 1 }, { a: 1, b: 1 }],
    [{ a: 1, c: 1 }, {}],
  ],
  [
    "unevaluatedProperties after if alone",
    { if: { properties: { a: { const: 1 } }, required: ["a"] }, unevaluatedProperties: false },
    [{ a: 1 }, {}],
    [{ a: 2 }, { a: 1, b: 1 }],
  ],
  [
    "unevaluatedProperties doesn't see into not",
    { not: { not: { properties: { a: true } } }, unevaluatedProperties: false },
    [{}],
    [{ a: 1 }],
  ],
  [
    "unevaluatedProperties doesn't see cousins",
    { allOf: [{ properties: { a: true } }, { unevaluatedProperties: false }] },
    [{}],
    [{ a: 1 }],
  ],
  [
    "unevaluatedProperties in a part evaluates all",
    { allOf: [{ unevaluatedProperties: true }], unevaluatedProperties: false },
    [{ a: 1 }],
    [],
  ],
  [
    "unevaluatedProperties after dependentSchemas",
    { properties: { a: true }, dependentSchemas: { a: { properties: { b: true } } }, unevaluatedProperties: false },
    [{ a: 1, b: 1 }],
    [{ b: 1 }],
  ],
  [
    "unevaluatedProperties after oneOf in a reference",
    {
      $ref: "#/components/schemas/Body/$defs/one",
      unevaluatedProperties: { type: "number" },
      $defs: {
        one: {
          oneOf: [
            { required: ["a"], properties: { a: true } },
            { required: ["b"], properties: { b: true } },
          ],
        },
      },
    },
    [{ a: "x", c: 1 }, { b: "x" }],
    [
      { a: "x", b: 1, c: 1 },
      { a: 1, c: "x" },
    ],
  ],
  [
    "unevaluatedProperties of an inherited name",
    { properties: { a: true }, unevaluatedProperties: false },
    [{ a: 1 }],
    [{ constructor: 1 }],
  ],
  [
    "unevaluatedProperties in itself",
    {
      type: "object",
      properties: { a: true, next: { $ref: "#/components/schemas/Body" } },
      unevaluatedProperties: false,
    },
    [{ next: { next: { a: 1 } } }],
    [{ next: { next: { b: 1 } } }],
  ],
  [
    "unevaluatedItems behind prefixItems",
    { allOf: [{ prefixItems: [true, true] }], prefixItems: [true], unevaluatedItems: false },
    [[1, 2], {}],
    [[1, 2, 3]],
  ],
  [
    "unevaluatedItems beside contains",
    { contains: { type: "string" }, unevaluatedItems: { type: "number" } },
    [["a", 1, "b"]],
    [["a", null], [1]],
  ],
  [
    "unevaluatedItems after a condition",
    { if: { prefixItems: [{ const: 1 }], minItems: 1 }, then: { prefixItems: [true, true] }, unevaluatedItems: false },
    [[1, 2], []],
    [[2], [1, 2, 3]],
  ],
  [
    "unevaluatedItems after items",
    { allOf: [{ items: { type: "number" } }], unevaluatedItems: false },
    [[1, 2]],
    [["a"]],
  ],
  [
    "content is an annotation",
    { contentMediaType: "application/json", contentEncoding: "base64", contentSchema: { type: "number" } },
    ["{", 1],
    [],
  ],
];

async function validatorOf(schema: unknown) {
  const files = generateValidators("any", documentOf({ Body: schema }), { shared: true });
  const { Body } = await loadValidators(files);
  return (value: unknown) => Body?.["~standard"].validate(value).issues;
}

describe("a generated validator of", () => {
  test.each(cases)("%s", async (_title, schema, right, wrong) => {
    const issuesOf = await validatorOf(schema);
    expect(right.filter((value) => issuesOf(value) !== undefined)).toEqual([]);
    for (const value of wrong) {
      const issues = issuesOf(value) ?? [];
      expect(issues, JSON.stringify(value)).not.toEqual([]);
      for (const { message } of issues) expect(message).not.toMatch(/undefined|violates the rule/);
    }
  });

  test.each(Object.entries(keywords).filter(([, { fate }]) => fate === "refused"))(
    "%s isn't generated, but refused by name",
    async (keyword) => {
      await expect(validatorOf({ properties: { a: { [keyword]: {} } } })).rejects.toThrow(
        `#/components/schemas/Body/properties/a: schema Body, property a, keyword ${keyword}: `,
      );
    },
  );

  test("unevaluatedProperties after too many branches is refused by name", async () => {
    const anyOf = Array.from({ length: 8 }, (_, index) => ({
      required: [`f${index}`],
      properties: { [`f${index}`]: true },
    }));
    await expect(validatorOf({ anyOf, unevaluatedProperties: false })).rejects.toThrow(
      "schema Body, keyword unevaluatedProperties: depends on too many branches; write additionalProperties in the branches",
    );
  });

  test("a schema 1,000 levels deep is refused by name", async () => {
    let schema: unknown = {};
    for (let level = 0; level < 1_000; level++) schema = { not: schema };
    await expect(validatorOf(schema)).rejects.toThrow("has schemas in each other more than 250 deep");
  });
});
