import { describe, expect, test } from "vitest";
import { absentNulls } from "../src/absent-nulls.ts";
import { lookUp } from "../src/look-up.ts";
import type { Check } from "../src/standard-schema.ts";

/** A check that accepts every value, or rejects every value with an error that names the check, and records its calls. */
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
  test("takes an absent field for an empty part of the name, and nothing else", () => {
    const [absent, named, rest] = [recording("absent"), recording("named"), recording("rest")];
    const check = lookUp(["area", "kind"], { ".b": absent.check, "a.b": named.check }, rest.check);
    for (const value of [{ kind: "b" }, { area: "a", kind: "b" }]) check(value);
    for (const area of ["", ".", 5, {}, "x", null]) check({ area, kind: "b" });
    check({ kind: "a.b" });
    expect([absent.calls.length, named.calls.length, rest.calls.length]).toEqual([1, 1, 7]);
    expect(absentNulls).toEqual([]);
  });

  test("in what a vendor sends, takes a field that is null for absent, and notes that it has to be left out", () => {
    const [absent, rest] = [recording("absent"), recording("rest", false)];
    const check = lookUp(["area", "kind"], { ".b": absent.check }, rest.check, true);
    const value = { area: null, kind: "b" };
    expect(check(value)).toBe(true);
    expect(absentNulls.splice(0)).toEqual([{ object: value, name: "area" }]);
    expect(check({ area: null, kind: null })).toBe(false);
    expect(absentNulls).toEqual([]);
  });

  test("runs the branch that the value names, and no other", () => {
    const [one, two, rest] = [recording("one"), recording("two"), recording("rest")];
    const check = lookUp(["resource", "event"], { "a.b": one.check, "a.c": two.check }, rest.check);
    const value = { resource: "a", event: "c" };
    expect(check(value)).toBe(true);
    expect([one.calls, two.calls, rest.calls]).toEqual([[], [[value, undefined]], []]);
  });

  test("stores the errors of that branch on itself, without those of the previous value", () => {
    const [bad, good] = [recording("bad", false), recording("good")];
    const check = lookUp(["kind"], { bad: bad.check }, good.check);
    expect(check({ kind: "bad" })).toBe(false);
    expect(check.errors).toEqual([{ keyword: "bad", instancePath: "", params: {} }]);
    expect(check({ kind: "other" })).toBe(true);
    expect(check.errors).toBeNull();
  });

  test("passes its place in a larger value on to the branch", () => {
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

  test("runs the check of unknown values if the name is split differently between the fields", () => {
    const [one, rest] = [recording("one"), recording("rest")];
    const check = lookUp(["resource", "event"], { "a.b": one.check }, rest.check);
    for (const value of [{ resource: "a.b" }, { event: "a.b" }, { resource: "", event: "a.b" }]) check(value);
    expect([one.calls.length, rest.calls.length]).toEqual([0, 3]);
  });
});
