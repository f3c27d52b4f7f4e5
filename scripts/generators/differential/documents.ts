// biome-ignore-all lint/suspicious/noThenProperty: a keyword of JSON Schema
import type { Document, Schema } from "../openapi.ts";

type Schemas = Record<string, unknown>;

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const text = { type: "string" };
const number = { type: "number" };

/** The schemas of 40 documents. `Body` is the body of the request; its parts combine the keywords as specs do. */
export const cases: [title: string, schemas: Schemas][] = [
  [
    "types",
    {
      Body: {
        type: ["object", "array", "null"],
        properties: { a: { type: "integer" }, b: number, c: { type: "boolean" } },
      },
    },
  ],
  [
    "constants and lists of every type",
    {
      Body: {
        properties: {
          a: { const: 1 },
          b: { enum: ["a", 1, true, null, ["a"], { a: 1 }] },
          kind: { const: { a: "ab" } },
        },
      },
    },
  ],
  [
    "a large list",
    {
      Body: {
        properties: { name: { enum: [...Array.from({ length: 300 }, (_, index) => `n${index}`), "ab", "foo", ""] } },
      },
    },
  ],
  [
    "required and unknown fields",
    {
      Body: { type: "object", required: ["a"], properties: { a: {}, b: number, c: text }, additionalProperties: false },
    },
  ],
  [
    "names that every object inherits",
    {
      Body: {
        required: ["a"],
        properties: { constructor: text, toString: number },
        dependentRequired: { constructor: ["b"] },
      },
    },
  ],
  [
    "fields by pattern",
    {
      Body: { patternProperties: { "^[ab]$": number, e$: text }, additionalProperties: { type: ["array", "boolean"] } },
    },
  ],
  ["the names of fields", { Body: { propertyNames: { maxLength: 4, pattern: "^\\p{Ll}+$" } } }],
  [
    "lengths of text beyond U+FFFF",
    { Body: { properties: { name: { minLength: 2, maxLength: 3 }, a: { maxLength: 1 }, b: { minLength: 1 } } } },
  ],
  ["patterns of Unicode", { Body: { properties: { name: { pattern: "^\\p{L}*$" }, a: { pattern: "^.{1,2}$" } } } }],
  [
    "limits of numbers",
    {
      Body: {
        properties: {
          a: { minimum: 1, maximum: 3 },
          b: { exclusiveMinimum: 0, exclusiveMaximum: 3 },
          c: { multipleOf: 0.5 },
        },
      },
    },
  ],
  [
    "limits of lists and objects",
    { Body: { minProperties: 1, maxProperties: 4, properties: { list: { minItems: 1, maxItems: 3 } } } },
  ],
  [
    "equal items",
    { Body: { properties: { list: { uniqueItems: true }, a: { type: "array", items: text, uniqueItems: true } } } },
  ],
  [
    "tuples",
    { Body: { properties: { list: { prefixItems: [text, number], items: { type: ["boolean", "null", "object"] } } } } },
  ],
  ["closed tuples", { Body: { properties: { list: { prefixItems: [true, number, text], items: false } } } }],
  [
    "contained items",
    { Body: { properties: { list: { contains: number }, a: { contains: text, minContains: 2, maxContains: 2 } } } },
  ],
  [
    "contained items, none needed",
    { Body: { properties: { b: { maximum: 2 }, list: { contains: number, minContains: 0, maxContains: 1 } } } },
  ],
  [
    "all of several",
    { Body: { allOf: [{ required: ["a"] }, { properties: { a: number } }, { properties: { a: { minimum: 1 } } }] } },
  ],
  [
    "any of several",
    {
      Body: {
        anyOf: [
          { required: ["a", "b"] },
          { required: ["kind"], properties: { kind: { enum: ["a", "b"] } } },
          { type: "array" },
        ],
      },
    },
  ],
  ["one of several", { Body: { oneOf: [{ required: ["a"] }, { required: ["b"] }, { type: "array", minItems: 2 }] } }],
  [
    "what isn't allowed",
    {
      Body: {
        not: { required: ["a", "b"] },
        properties: { kind: { not: { enum: ["a", 1] } }, list: { not: { contains: text } } },
      },
    },
  ],
  [
    "a rule across fields",
    {
      Body: {
        not: { required: ["a", "name"], properties: { name: { pattern: "^a" }, a: { type: "number" } } },
        "x-violation": { path: "a", message: "must be absent" },
      },
    },
  ],
  [
    "conditions",
    {
      Body: {
        if: { required: ["kind"], properties: { kind: { const: "a" } } },
        then: { required: ["a"] },
        else: { properties: { b: number } },
      },
    },
  ],
  [
    "conditions in conditions",
    {
      Body: {
        if: { type: "object" },
        then: { if: { required: ["a"] }, then: { required: ["b"] }, else: { minProperties: 1 } },
        else: { type: ["array", "null"] },
      },
    },
  ],
  [
    "what depends on fields",
    {
      Body: {
        dependentRequired: { a: ["b"] },
        dependentSchemas: { kind: { properties: { kind: text }, required: ["name"] } },
      },
    },
  ],
  [
    "rules beside a reference",
    {
      Body: {
        properties: {
          name: { ...ref("Text"), maxLength: 2, pattern: "^[^o]*$" },
          b: { ...ref("Text"), enum: ["a", "ab"] },
        },
      },
      Text: text,
    },
  ],
  [
    "references into other schemas",
    {
      Body: {
        properties: {
          a: { $ref: "#/components/schemas/Part/properties/a" },
          list: { $ref: "#/components/schemas/Part/$defs/list" },
        },
      },
      Part: {
        properties: { a: number },
        $defs: { list: { type: "array", items: { $ref: "#/components/schemas/Part/properties/a" } } },
      },
    },
  ],
  [
    "a schema in itself",
    {
      Body: {
        type: "object",
        required: ["a"],
        properties: { next: ref("Body"), list: { type: "array", items: ref("Body") } },
      },
    },
  ],
  [
    "schemas in each other",
    {
      Body: { properties: { next: ref("Odd"), a: number } },
      Odd: { required: ["a"], properties: { next: ref("Body"), a: { type: ["string", "number"] } } },
    },
  ],
  ["a union by names", union("kind", ["a", "b", "foo"])],
  ["a union by numbers", union("kind", [1, 2])],
  ["a union by booleans", union("c", [true, false])],
  [
    "a union with rules beside it",
    {
      Body: { ...(union("kind", ["a", "b"])["Body"] as object), required: ["name"], maxProperties: 5 },
      ...without(union("kind", ["a", "b"])),
    },
  ],
  [
    "a union in a list",
    {
      Body: { properties: { list: { type: "array", items: ref("Item") } } },
      Item: { oneOf: [text, { type: "integer" }, { type: "object", required: ["a"] }] },
    },
  ],
  [
    "fields that no part knows",
    {
      Body: { allOf: [ref("Base")], properties: { b: number, name: true }, unevaluatedProperties: false },
      Base: { properties: { a: true, kind: true, next: true } },
    },
  ],
  [
    "fields that no branch knows",
    {
      Body: {
        type: "object",
        oneOf: [
          { required: ["a"], properties: { a: true, b: true } },
          { required: ["kind"], properties: { kind: true, name: true, c: true } },
        ],
        unevaluatedProperties: { type: ["number", "array"] },
      },
    },
  ],
  [
    "fields that no condition knows",
    {
      Body: {
        if: { required: ["kind"] },
        then: { properties: { kind: true, a: true } },
        else: { patternProperties: { "^[a-e]$": true } },
        unevaluatedProperties: { type: "string" },
      },
    },
  ],
  [
    "items that no part knows",
    {
      Body: {
        properties: {
          list: { prefixItems: [true], anyOf: [{ prefixItems: [true, text] }, true], unevaluatedItems: number },
        },
      },
    },
  ],
  [
    "formats of text",
    {
      Body: {
        properties: {
          name: { format: "uuid" },
          a: { format: "date-time" },
          b: { format: "date" },
          c: { format: "ipv4" },
          kind: { format: "email" },
        },
      },
    },
  ],
  [
    "formats of numbers and unknown ones",
    {
      Body: {
        properties: {
          a: { format: "int32" },
          b: { format: "int64" },
          name: { format: "made-up", pattern: "a" },
          kind: { type: "string", format: "byte" },
        },
      },
    },
  ],
  [
    "annotations, true and false",
    {
      Body: {
        title: "Body",
        example: { a: 1 },
        externalDocs: { url: "https://example.com" },
        xml: { name: "b" },
        deprecated: true,
        properties: {
          a: true,
          d: false,
          b: { readOnly: true, default: 1, ...number },
          name: { type: "string", contentEncoding: "base64", $comment: "c" },
        },
      },
    },
  ],
];

/** A union whose branches name themselves, and leave the rest to the last. */
function union(field: string, values: unknown[]): Schemas {
  const branches = values.map((value, index): [string, unknown] => [
    `Branch${index}`,
    {
      type: "object",
      required: [field],
      properties: { [field]: { const: value }, [index % 2 === 0 ? "a" : "b"]: number },
    },
  ]);
  const rest = { type: "object", properties: { [field]: { not: { enum: values } } } };
  return {
    Body: { oneOf: [...branches.map(([name]) => ref(name)), ref("Rest")] },
    ...Object.fromEntries(branches),
    Rest: rest,
  };
}

function without({ Body: _body, ...others }: Schemas): Schemas {
  return others;
}

/** Returns the document of a case. */
export function documentOf(schemas: Schemas): Document {
  const requestBody = { content: { "application/json": { schema: ref("Body") } } };
  return {
    openapi: "3.1.0",
    info: { title: "A case", version: "1" },
    servers: [{ url: "https://example.com", description: "One", "x-name": "one" }],
    paths: { "/things": { post: { operationId: "postThing", summary: "Post", requestBody, responses: {} } } },
    components: { schemas: schemas as Record<string, Schema>, responses: {} },
  } as unknown as Document;
}

/** Returns the document of a case whose values a vendor sends. */
export function responseDocumentOf(schemas: Schemas): Document {
  const document = documentOf(schemas);
  const content = { "application/json": { schema: ref("Body") } };
  const get = { operationId: "getThing", summary: "Get", responses: { "200": { description: "OK", content } } };
  return { ...document, paths: { "/things": { get } } } as unknown as Document;
}
