import { describe, expect, test } from "vitest";
import { localizeReferences } from "./localize-references.ts";

const string = { type: "string" };

describe("localizeReferences writes", () => {
  const localized = (parsed: object) => localizeReferences(parsed, "file:///a.json");

  test.each<[string, object, object]>([
    [
      "no copies where each dynamic anchor has one place",
      {
        $id: "https://example.com/r",
        $ref: "#/$defs/inner",
        $defs: {
          inner: { $id: "inner", $dynamicAnchor: "node", properties: { a: { $ref: "r#/$defs/plain" } } },
          plain: string,
        },
      },
      {
        $ref: "#/$defs/inner",
        $defs: { inner: { $dynamicAnchor: "node", properties: { a: { $ref: "#/$defs/plain" } } }, plain: string },
      },
    ],
    [
      "a copy without the names of what it is a copy of",
      {
        $defs: {
          list: {
            $id: "https://example.com/list",
            $anchor: "x",
            $dynamicAnchor: "node",
            items: { $dynamicRef: "#node" },
            $defs: { own: string },
          },
          strict: { $id: "https://example.com/strict", $dynamicAnchor: "node", $ref: "list" },
        },
      },
      {
        $defs: {
          list: { $anchor: "x", $dynamicAnchor: "node", items: { $ref: "#/$defs/list" }, $defs: { own: string } },
          strict: { $dynamicAnchor: "node", $ref: "#/$defs/dynamic1" },
          dynamic1: { items: { $ref: "#/$defs/strict" } },
        },
      },
    ],
    [
      "references in their scope as they are, to true as well",
      {
        $dynamicAnchor: "node",
        properties: { a: { $ref: "#/$defs/yes" }, b: { $ref: "#/$defs/plain" } },
        $defs: { yes: true, plain: string, inner: { $id: "https://example.com/i", $dynamicAnchor: "node" } },
      },
      {
        $dynamicAnchor: "node",
        properties: { a: { $ref: "#/$defs/yes" }, b: { $ref: "#/$defs/plain" } },
        $defs: { yes: true, plain: string, inner: { $dynamicAnchor: "node" } },
      },
    ],
    [
      "a dynamic reference in place of itself",
      { $dynamicAnchor: "node", properties: { a: { $dynamicRef: "#node" } } },
      { $dynamicAnchor: "node", properties: { a: { $ref: "#" } } },
    ],
    [
      "a dynamic reference to a schema of another name by what is entered first",
      {
        $id: "https://example.com/r",
        $dynamicAnchor: "node",
        $defs: { inner: { $id: "inner", $dynamicAnchor: "node" }, a: { $dynamicRef: "inner#node" } },
      },
      {
        $dynamicAnchor: "node",
        $defs: { inner: { $dynamicAnchor: "node" }, a: { $ref: "#" } },
      },
    ],
    [
      "references to components, and to the schema in place",
      {
        components: {
          schemas: { A: { properties: { b: { $ref: "#/components/schemas/B" }, a: { $ref: "#" } } }, B: {} },
        },
      },
      {
        components: {
          schemas: {
            A: { properties: { b: { $ref: "#/components/schemas/B" }, a: { $ref: "#/components/schemas/A" } } },
            B: {},
          },
        },
      },
    ],
    [
      "references to true in a resource of its own",
      {
        $defs: {
          i: { $id: "https://example.com/i", $defs: { yes: true }, properties: { a: { $ref: "#/$defs/yes" } } },
        },
      },
      { $defs: { i: { $defs: { yes: true }, properties: { a: { $ref: "#/$defs/i/$defs/yes" } } } } },
    ],
    [
      "references out of the file as absolute ones",
      { $defs: { i: { $id: "https://example.com/i/", properties: { a: { $ref: "other.json#/b" } } } } },
      { $defs: { i: { properties: { a: { $ref: "https://example.com/i/other.json#/b" } } } } },
    ],
    ["a reference that can't be decoded as it is", { $ref: "#%" }, { $ref: "#%" }],
  ])("%s", (_title, parsed, expected) => {
    expect(localized(parsed).parsed).toEqual(expected);
  });

  test("no name for a dynamic reference to an anchor that isn't dynamic", () => {
    const { parsed, dynamicRefs } = localized({ $dynamicRef: "#plain", $defs: { a: { $anchor: "plain" } } });
    expect(parsed).toEqual({ $ref: "#/$defs/a", $defs: { a: { $anchor: "plain" } } });
    expect([...dynamicRefs]).toEqual([]);
  });

  test("nothing where a resource has null at the place of a reference", () => {
    const inner = { $id: "https://example.com/i", $defs: { no: null }, properties: { a: { $ref: "#/$defs/no" } } };
    expect(() => localized({ $defs: { inner } })).toThrow(
      "#/$defs/inner/properties/a: keyword $ref: #/$defs/no leads to nothing in the schema https://example.com/i",
    );
  });
});
