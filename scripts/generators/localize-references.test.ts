import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readDocument } from "../lib/read-document.ts";
import { loadValidators } from "../testing/load-validators.ts";
import { generateFromDocument } from "./any-document.ts";
import { localizeReferences } from "./localize-references.ts";

const string = { type: "string" };
const tree = {
  $id: "https://example.com/tree",
  $dynamicAnchor: "node",
  type: "object",
  properties: { value: true, children: { type: "array", items: { $dynamicRef: "#node" } } },
};

/** Schemas with values that they accept and values that they don't. */
const cases: [title: string, schema: object, right: unknown[], wrong: unknown[]][] = [
  ["an anchor", { $ref: "#a", $defs: { own: { $anchor: "a", type: "integer" } } }, [1], ["b"]],
  [
    "an anchor of another resource with the same name",
    {
      $id: "https://example.com/root",
      properties: { a: { $ref: "child#x" }, b: { $ref: "#x" } },
      $defs: {
        A: { $anchor: "x", type: "integer" },
        B: { $id: "child", $defs: { C: { $anchor: "x", type: "string" } } },
      },
    },
    [{ a: "b", b: 1 }],
    [{ a: 1 }, { b: "b" }],
  ],
  [
    "a reference relative to the nearest $id, not that of the document",
    {
      $id: "https://example.com/a/b.json",
      items: { $id: "c/d.json", properties: { e: { $ref: "e.json" } } },
      $defs: { right: { $id: "c/e.json", type: "integer" }, wrong: { $id: "e.json", type: "string" } },
    },
    [[{ e: 1 }]],
    [[{ e: "f" }]],
  ],
  [
    "a URN with a pointer, an anchor and itself",
    {
      $id: "urn:example:root",
      properties: {
        a: { $ref: "urn:example:root#/$defs/text" },
        b: { $ref: "urn:example:root#number" },
        c: { $ref: "urn:example:root" },
      },
      $defs: { text: string, number: { $anchor: "number", type: "number" } },
    },
    [{ a: "b", b: 1, c: { a: "b", c: {} } }],
    [{ a: 1 }, { b: "b" }, { c: { c: { a: 1 } } }],
  ],
  [
    "the root of the schema in place",
    { properties: { a: { $ref: "#" }, b: { $ref: "#/$defs/b" } }, additionalProperties: false, $defs: { b: string } },
    [{ a: { a: { b: "c" } } }],
    [{ a: { a: { b: 1 } } }, { a: { c: 1 } }],
  ],
  [
    "names of keywords that are properties or values",
    {
      properties: { $id: string, $anchor: { const: { $anchor: "a", $ref: "#b" } }, $ref: { $ref: "#a" } },
      $defs: { own: { $anchor: "a", type: "integer" } },
    },
    [{ $id: "a", $anchor: { $anchor: "a", $ref: "#b" }, $ref: 1 }],
    [{ $id: 1 }, { $anchor: {} }, { $ref: "#a" }],
  ],
  [
    "a reference beside a dynamic one",
    {
      $ref: "#a",
      $dynamicRef: "#b",
      $defs: { a: { $anchor: "a", minimum: 2 }, b: { $dynamicAnchor: "b", maximum: 4 } },
    },
    [3],
    [1, 5],
  ],
  [
    "a dynamic reference to the only anchor",
    tree,
    [{ children: [{ children: [] }] }],
    [{ children: [{ children: 1 }] }],
  ],
  [
    "a dynamic reference from a schema that extends its own",
    {
      $id: "https://example.com/strict",
      $dynamicAnchor: "node",
      $ref: "tree",
      unevaluatedProperties: false,
      $defs: { tree },
    },
    [{ children: [{ children: [], value: 1 }] }],
    [{ name: 1 }, { children: [{ name: 1 }] }, { children: [{ children: [{ name: 1 }] }] }],
  ],
  [
    "a dynamic reference in two scopes",
    {
      $id: "https://example.com/lists",
      properties: { texts: { $ref: "texts" }, numbers: { $ref: "numbers" }, any: { $ref: "list" } },
      $defs: {
        list: {
          $id: "list",
          type: "array",
          items: { $dynamicRef: "#item" },
          $defs: { any: { $dynamicAnchor: "item" } },
        },
        texts: { $id: "texts", $ref: "list", $defs: { own: { $dynamicAnchor: "item", type: "string" } } },
        numbers: { $id: "numbers", $ref: "list", $defs: { own: { $dynamicAnchor: "item", type: "number" } } },
      },
    },
    [{ texts: ["a"], numbers: [1], any: ["a", 1, null] }],
    [{ texts: [1] }, { numbers: ["a"] }, { any: 1 }],
  ],
  [
    "a dynamic reference that a pointer or an $anchor makes static",
    {
      $id: "https://example.com/static",
      $dynamicAnchor: "a",
      properties: { b: { $ref: "other" } },
      $defs: {
        other: {
          $id: "other",
          items: { $dynamicRef: "#a" },
          contains: { $dynamicRef: "#/$defs/own" },
          $defs: { own: { $anchor: "a", type: "integer" } },
        },
      },
    },
    [{ b: [1] }],
    [{ b: [{}] }],
  ],
];

describe("references to schemas of the same document", () => {
  let folder: string;
  const file = (name = "api.json") => join(folder, name);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "references-"));
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function generated(schema: object, files: Record<string, object> = {}) {
    const operation = { operationId: "make", requestBody: { content: { "application/json": { schema } } } };
    const document = { openapi: "3.1.0", info: {}, paths: { "/things": { post: operation } } };
    for (const [name, content] of Object.entries({ ...files, "api.json": document }))
      await writeFile(file(name), JSON.stringify(content));
    const read = await readDocument(file());
    const all = await generateFromDocument(read.document, "api.json");
    return all
      .filter(({ path }) => path.startsWith("client/validators/"))
      .map(({ path, content }) => ({ path: path.slice("client/".length), content }));
  }

  test.each(cases)("are followed: %s", async (_title, schema, right, wrong) => {
    const { MakeBody } = await loadValidators(await generated(schema));
    const accepts = (value: unknown) => Object(MakeBody?.["~standard"].validate(value)).issues === undefined;
    expect(right.filter((value) => !accepts(value))).toEqual([]);
    expect(wrong.filter(accepts)).toEqual([]);
  });

  test("are followed in another file, by its own anchors", async () => {
    const other = {
      type: "object",
      properties: { a: { $ref: "#a" } },
      $defs: { a: { $anchor: "a", type: "integer" } },
    };
    const { other: Other } = await loadValidators(await generated({ $ref: "other.json" }, { "other.json": other }));
    expect(Other?.["~standard"].validate({ a: 1 })).toEqual({ value: { a: 1 } });
    expect(Other?.["~standard"].validate({ a: "b" })).toMatchObject({ issues: [{ path: ["a"] }] });
  });

  test.each([
    ["to nothing", { $ref: "#none" }, /api\.json:1:\d+: Can.t resolve \$ref$/],
    ["to another document under an $id", { $id: "https://example.com/a", $ref: "b" }, "https://example.com/b"],
    ["by a dynamic anchor to nothing", { $dynamicRef: "#none" }, "keyword $dynamicRef: a dynamic reference can't be"],
    [
      "to nothing under an $id",
      { $id: "https://example.com/a", $ref: "#none" },
      "schema: keyword $ref: #none leads to nothing in the schema https://example.com/a",
    ],
    [
      "by a name that two schemas have",
      { $defs: { a: { $anchor: "a" }, b: { $anchor: "a" } } },
      "schema/$defs/b: keyword $anchor: a is the name of two schemas",
    ],
    [
      "by an $id that two schemas have",
      { $defs: { a: { $id: "https://example.com/a" }, b: { $id: "https://example.com/a" } } },
      "schema/$defs/b: keyword $id: https://example.com/a is the name of two schemas",
    ],
  ])("are refused by name if they lead %s", async (_title, schema, reason) => {
    await expect(generated(schema)).rejects.toThrow(reason);
  });

  test("are refused by name if they are dynamic and another file has the anchor", async () => {
    const list = { type: "array", items: { $dynamicRef: "#item" }, $defs: { item: { $dynamicAnchor: "item" } } };
    const schema = { $id: "https://example.com/a", $ref: file("list.json"), $defs: { b: { $dynamicAnchor: "item" } } };
    const own = { anyOf: [{ $ref: "list.json" }, schema] };
    await expect(generated(own, { "list.json": list })).rejects.toThrow();
    const twice = { $ref: "list.json", $defs: { own: { $dynamicAnchor: "item", type: "string" } } };
    await expect(generated(twice, { "list.json": list })).rejects.toThrow(
      "$dynamicRef: two files have the $dynamicAnchor item; move their schemas to one file",
    );
  });

  test("leave a file without any as it is", () => {
    const parsed = { openapi: "3.1.0", components: { schemas: { A: { $ref: "./b.yaml#/c" }, C: { $ref: "#/x" } } } };
    expect(localizeReferences(parsed, "file:///api.yaml").parsed).toEqual(parsed);
  });

  test("are refused where dynamic references need too many copies", () => {
    const names = Array.from({ length: 10 }, (_, index) => `n${index}`);
    // Each schema enters one of two resources for each name, so that the last is reached in 1,024 scopes.
    const schemas = names.flatMap((name, index) =>
      ["a", "b"].map((kind) => ({
        $id: `https://example.com/${kind}${index}`,
        $dynamicAnchor: name,
        items: { $dynamicRef: `#${name}` },
        anyOf: [{ $ref: `a${index + 1}` }, { $ref: `b${index + 1}` }],
      })),
    );
    const last = ["a10", "b10"].map((name) => ({ $id: `https://example.com/${name}`, type: "string" }));
    const components = { schemas: Object.fromEntries([...schemas, ...last].map((schema, at) => [`S${at}`, schema])) };
    expect(() => localizeReferences({ openapi: "3.1.0", components }, "file:///api.yaml")).toThrow(
      "keyword $dynamicRef: the references to it have too many scopes; use $ref",
    );
  });
});
