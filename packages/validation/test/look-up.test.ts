import { describe, expect, test } from "vitest";
import { lookUp } from "../src/look-up.ts";
import type { Check } from "../src/standard-schema.ts";

/** A check that takes every value, or none with an error that names the check, and keeps what it was called with. */
function recording(name: string, valid = true) {
  const calls: unknown[][] = [];
  const check: Check = (...args) => {
    calls.push(args);
    check.errors = valid ? null : [{ keyword: name, instancePath: "", params: {} }];
    return valid;
  };
  return { check, calls };
}

describe("lookUp", () => {
  test("runs the branch that the value names, and no other", () => {
    const [one, two, rest] = [recording("one"), recording("two"), recording("rest")];
    const check = lookUp(["resource", "event"], { "a.b": one.check, "a.c": two.check }, rest.check);
    const value = { resource: "a", event: "c" };
    expect(check(value)).toBe(true);
    expect([one.calls, two.calls, rest.calls]).toEqual([[], [[value, undefined]], []]);
  });

  test("leaves the errors of that branch on itself, and forgets those of the value before", () => {
    const [bad, good] = [recording("bad", false), recording("good")];
    const check = lookUp(["kind"], { bad: bad.check }, good.check);
    expect(check({ kind: "bad" })).toBe(false);
    expect(check.errors).toEqual([{ keyword: "bad", instancePath: "", params: {} }]);
    expect(check({ kind: "other" })).toBe(true);
    expect(check.errors).toBeNull();
  });

  test("passes on where in a larger value it stands", () => {
    const { check: branch, calls } = recording("one");
    const place = { instancePath: "/a" };
    lookUp(["kind"], { one: branch }, recording("rest").check)({ kind: "one" }, place);
    expect(calls[0]?.[1]).toBe(place);
  });

  test.each<[unknown]>([
    [null],
    [undefined],
    [7],
    ["one"],
    [[]],
    [{}],
    [{ kind: null }],
    [{ kind: 7 }],
    [{ kind: ["one"] }],
    [{ kind: [["one"]] }],
    [{ kind: { toString: "one" } }],
    [JSON.parse('{"kind":{"toString":null,"valueOf":null}}')],
    [{ kind: "toString" }],
    [{ kind: "__proto__" }],
    [{ kind: "constructor" }],
    [{ kind: "One" }],
    [{ kind: "" }],
  ])("runs the check of unknown values on %o", (value) => {
    const [one, rest] = [recording("one"), recording("rest")];
    expect(lookUp(["kind"], { one: one.check }, rest.check)(value)).toBe(true);
    expect([one.calls.length, rest.calls.length]).toEqual([0, 1]);
  });

  test("takes no two fields for a name that is split elsewhere", () => {
    const [one, rest] = [recording("one"), recording("rest")];
    const check = lookUp(["resource", "event"], { "a.b": one.check }, rest.check);
    for (const value of [{ resource: "a.b" }, { event: "a.b" }, { resource: "", event: "a.b" }]) check(value);
    expect([one.calls.length, rest.calls.length]).toEqual([0, 3]);
  });
});
