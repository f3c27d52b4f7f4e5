import { describe, expect, test } from "vitest";
import { document } from "./golden/document.ts";
import type { Document, Schema } from "./openapi.ts";
import { findBranches, findDeliveries, findLookUp } from "./union-branches.ts";

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** Finds the branches of a union of some schemas. */
function branchesOf(schemas: Record<string, Schema>, union: Schema = { oneOf: Object.keys(schemas).map(ref) }) {
  return findBranches(union, { ...document, components: { schemas, responses: {} } });
}

const kind = (name: Schema): Schema => ({ type: "object", required: ["kind"], properties: { kind: name } });

describe("findBranches", () => {
  test("finds the fields that each branch but the last pins, and the names that they form", () => {
    expect(findBranches(document.components.schemas["Delivery"], document)).toEqual({
      selectors: ["resource", "event"],
      branches: { "room.freed": "RoomFreed", "desk.taken": "DeskTaken", "desk.occupied": "DeskTaken" },
      otherwise: "UnknownDelivery",
    });
  });

  test("combines the values of several fields", () => {
    const Both: Schema = {
      required: ["a", "b"],
      properties: { a: { enum: ["1", "2"] }, b: { enum: ["x", "y"] }, c: { const: "no name, since it may be absent" } },
    };
    expect(Object.keys(branchesOf({ Both, Rest: {} })?.branches ?? {})).toEqual(["1.x", "1.y", "2.x", "2.y"]);
  });

  test.each<[string, Schema | undefined]>([
    ["nothing", undefined],
    ["a schema that isn't a union", { type: "object" }],
    ["a union with a branch that has no name", { oneOf: [{ type: "string" }, ref("Rest")] }],
    ["a union of no branches", { oneOf: [] }],
  ])("finds none in %s", (_title, union) => {
    expect(branchesOf({ Rest: {} }, union ?? {})).toBeUndefined();
    expect(findBranches(undefined, document)).toBeUndefined();
  });

  test("finds none where a branch pins nothing, or another field", () => {
    const [One, Rest] = [kind({ const: "one" }), {}];
    expect(branchesOf({ One, Two: kind({ type: "string" }), Rest })).toBeUndefined();
    expect(branchesOf({ One, Two: { ...kind({ const: "two" }), required: [] }, Rest })).toBeUndefined();
    const Other = { required: ["sort"], properties: { sort: { const: "two" } } };
    expect(branchesOf({ One, Other, Rest })).toBeUndefined();
  });

  test("names a branch without a field, too, where the branch pins but doesn't require it", () => {
    const pair = (area: string, kinds: string[], required: string[]): Schema => ({
      required,
      properties: { area: { const: area }, kind: { enum: kinds } },
    });
    const One = pair("near", ["one"], ["kind"]);
    const Two = pair("far", ["one", "two"], ["area", "kind"]);
    expect(branchesOf({ One, Two, Rest: {} })).toMatchObject({
      selectors: ["area", "kind"],
      branches: { ".one": "One", "near.one": "One", "far.one": "Two", "far.two": "Two" },
    });
    expect(branchesOf({ One, Two: kind({ const: "two" }), Rest: {} })).toMatchObject({ selectors: ["kind"] });
    expect(branchesOf({ One: pair("near", ["one"], ["area", "kind"]), Two: kind({ const: "two" }), Rest: {} })).toBe(
      undefined,
    );
  });
});

describe("findLookUp", () => {
  const rest = (names: unknown[]): Schema => ({
    type: "object",
    properties: { kind: { not: { enum: names as string[] } } },
  });
  const lookUpOf = (schemas: Record<string, Schema>, union: Schema = { oneOf: Object.keys(schemas).map(ref) }) =>
    findLookUp(union, { ...document, components: { schemas, responses: {} } });
  const [One, Two] = [kind({ const: "one" }), kind({ const: "two" })];

  test("finds a union whose last branch leaves the names to the others", () => {
    expect(lookUpOf({ One, Two, Rest: rest(["one", "two"]) })?.branches).toEqual({ one: "One", two: "Two" });
    expect(findLookUp(document.components.schemas["Delivery"] ?? {}, document)).toMatchObject({
      selectors: ["resource", "event"],
    });
  });

  test.each<[string, Record<string, Schema>]>([
    ["the last branch accepts a name of another", { One, Two, Rest: rest(["one"]) }],
    ["two branches have one name", { One, Two: One, Rest: rest(["one"]) }],
    ["a name is a number", { One: kind({ const: 1 as never }), Rest: rest([1]) }],
    ["a name is a boolean", { One: kind({ enum: [true] as never }), Rest: rest([true]) }],
    ["a name must also match a pattern", { One: kind({ const: "one", pattern: "^t" }), Rest: rest(["one"]) }],
    ["a name must be a number, too", { One: kind({ const: "one", type: "number" }), Rest: rest(["one"]) }],
  ])("finds none if %s", (_title, schemas) => {
    expect(lookUpOf(schemas)).toBeUndefined();
  });

  test("finds none beside other rules", () => {
    const schemas = { One, Rest: rest(["one"]) };
    const oneOf = ["One", "Rest"].map(ref);
    expect(lookUpOf(schemas, { oneOf, description: "One or the rest." })).toBeDefined();
    expect(lookUpOf(schemas, { oneOf, required: ["id"] })).toBeUndefined();
  });

  test("finds none where names of two fields could be joined in two ways", () => {
    const both = (a: string, b: string): Schema => ({
      type: "object",
      required: ["a", "b"],
      properties: { a: { const: a }, b: { const: b } },
    });
    const Rest: Schema = {
      not: { type: "object", required: ["a", "b"], properties: { a: { const: "x.y" }, b: { const: "z" } } },
    };
    expect(lookUpOf({ One: both("x.y", "z"), Rest })).toBeUndefined();
  });
});

describe("findDeliveries", () => {
  test("returns the schema of each delivery, and the name behind each alias", () => {
    expect(findDeliveries(document)).toEqual({
      schemas: { "room.freed": "RoomFreed", "desk.taken": "DeskTaken" },
      aliases: { "desk.occupied": "desk.taken" },
    });
  });

  test("returns nothing for a document without deliveries", () => {
    const { webhooks: _webhooks, ...without } = document;
    const schemas: Document["components"]["schemas"] = {};
    expect(findDeliveries({ ...without, components: { schemas, responses: {} } })).toEqual({
      schemas: {},
      aliases: {},
    });
  });

  test("rejects a delivery without a branch in the schema Delivery", () => {
    const webhooks = { ...document.webhooks, "room.sold": {} };
    expect(() => findDeliveries({ ...document, webhooks })).toThrow(
      "The schema Delivery has no branch for the webhook room.sold",
    );
  });
});
