import { describe, expect, test } from "vitest";
import { document } from "./golden/document.ts";
import type { Document, Schema } from "./openapi.ts";
import { findBranches, findDeliveries } from "./union-branches.ts";

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
