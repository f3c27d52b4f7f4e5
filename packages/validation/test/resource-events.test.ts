import { describe, expect, test } from "vitest";
import { resourceEvents } from "../src/resource-events.ts";

const check = resourceEvents({ desk: ["taken"], room: ["taken", "freed"] });
const pair = (resource: unknown, event: unknown) => check({ resource, event }, {});

describe("resourceEvents", () => {
  test.each([
    ["desk", "taken"],
    ["room", "taken"],
    ["room", "freed"],
  ])("accepts %s with %s", (resource, event) => {
    expect(pair(resource, event)).toEqual([]);
  });

  test("names the event that a resource does not have, with those that it has", () => {
    expect(pair("desk", "freed")).toEqual([
      { path: ["event"], message: 'event must be "taken" for the resource "desk"; got "freed"' },
    ]);
    expect(pair("room", "sold")).toEqual([
      { path: ["event"], message: 'event must be one of "taken", "freed" for the resource "room"; got "sold"' },
    ]);
  });

  test("names the resource that does not exist, with those that do", () => {
    expect(pair("chair", "freed")).toEqual([
      { path: ["resource"], message: 'resource must be one of "desk", "room"; got "chair"' },
    ]);
  });

  test("names both where neither exists, and each event once", () => {
    expect(pair("chair", "sold")).toEqual([
      { path: ["resource"], message: 'resource must be one of "desk", "room"; got "chair"' },
      { path: ["event"], message: 'event must be one of "taken", "freed"; got "sold"' },
    ]);
  });

  test.each(["toString", "constructor", "__proto__", "hasOwnProperty", "valueOf"])(
    "takes %s for no resource",
    (name) => {
      expect(pair(name, "taken").map(({ path }) => path)).toEqual([["resource"]]);
      expect(pair("desk", name).map(({ path }) => path)).toEqual([["event"]]);
    },
  );

  test.each([[null], [undefined], [7], ["text"], [[]], [{}], [{ resource: "desk" }], [{ event: "sold" }]])(
    "leaves %j to the schema",
    (value) => {
      expect(check(value, {})).toEqual([]);
    },
  );

  test("leaves wrong types to the schema", () => {
    expect([pair(7, "sold"), pair("chair", null), pair(["desk"], "freed")]).toEqual([[], [], []]);
  });

  test("accepts any strings with the option undocumented, and only with true", () => {
    const value = { resource: "chair", event: "sold" };
    expect(check(value, { undocumented: true })).toEqual([]);
    for (const undocumented of [false, 1, "true", undefined]) {
      expect(check(value, { undocumented })).toHaveLength(2);
    }
  });

  test("hides the credentials of a URL that came instead", () => {
    expect(pair("desk", "https://ada:secret@example.com")[0]?.message).not.toContain("secret");
  });
});
