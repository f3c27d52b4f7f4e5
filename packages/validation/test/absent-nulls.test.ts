import { describe, expect, test } from "vitest";
import { absent, absentNulls } from "../src/absent-nulls.ts";
import { type Check, readingSchema, standardSchema } from "../src/standard-schema.ts";

interface Item {
  readonly note?: unknown;
  readonly id?: unknown;
  readonly items?: readonly Item[];
}

/** A check as the generator writes it: `note` is an optional text, `id` a required one, `items` are of the same kind. */
function createCheck(): { check: Check; runs: () => number } {
  let runs = 0;
  const isItem = (item: Item): boolean => {
    let valid = typeof item.id === "string";
    if (item.note !== undefined) {
      if (item.note === null) absent(item, "note");
      else valid &&= typeof item.note === "string";
    }
    for (const part of item.items ?? []) valid = isItem(part) && valid;
    return valid;
  };
  const check: Check = (value) => {
    runs++;
    const valid = isItem(value as Item);
    check.errors = valid ? null : [{ keyword: "type", instancePath: "/id", params: { type: "string" } }];
    return valid;
  };
  return { check, runs: () => runs };
}

function read(value: unknown) {
  const { check, runs } = createCheck();
  const result = readingSchema(check)["~standard"].validate(value);
  return { ...result, runs: runs() };
}

describe("readingSchema", () => {
  test("returns the value itself, after one run, if it has no null", () => {
    const value = { id: "a", note: "b", items: [{ id: "c" }] };
    const result = read(value);
    expect(result).toEqual({ value, runs: 1 });
    expect("value" in result && result.value).toBe(value);
  });

  test("returns a copy without the nulls of optional properties, and leaves the value as it is", () => {
    const value = { id: "a", note: null, other: null, items: [{ id: "b", note: null, list: [null] }, { id: "c" }] };
    const before = structuredClone(value);
    expect(read(value)).toStrictEqual({
      value: { id: "a", other: null, items: [{ id: "b", list: [null] }, { id: "c" }] },
      runs: 2,
    });
    expect(value).toStrictEqual(before);
  });

  test("reports an invalid value by its received values, with or without other nulls", () => {
    const issues = [{ path: ["id"], message: "id must be a string; got null" }];
    expect(read({ id: null })).toEqual({ issues, runs: 1 });
    expect(read({ id: null, note: null })).toEqual({ issues, runs: 2 });
  });

  test("keeps a property that is named __proto__, and the depth that the sender chose", () => {
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    const value = JSON.parse(`{"id":"a","note":null,"__proto__":{"x":null},"deep":${deep}}`) as object;
    const result = read(value);
    const copy = "value" in result ? (result.value as Record<string, unknown>) : {};
    expect(Object.keys(copy)).toEqual(["id", "__proto__", "deep"]);
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(JSON.stringify(Object.getOwnPropertyDescriptor(copy, "__proto__")?.value)).toBe('{"x":null}');
  });

  test("copies what the value has twice, or in itself, once", () => {
    const shared: Record<string, unknown> = { id: "b", note: null };
    const value = { id: "a", items: [shared, shared], self: shared };
    shared["self"] = shared;
    const result = read(value);
    const copy = "value" in result ? (result.value as { items: object[]; self: object }) : undefined;
    expect(copy?.items[0]).toBe(copy?.items[1]);
    expect(copy?.self).toBe(copy?.items[0]);
    expect(Object.keys(copy?.self ?? {})).toEqual(["id", "self"]);
  });

  test("can't leave out what an object inherits", () => {
    const value = Object.assign(Object.create({ note: null }), { id: "a" });
    expect(read(value)).toEqual({ value, runs: 1 });
  });

  test("runs the check twice on 100,000 nulls", () => {
    const items = Array.from({ length: 100_000 }, () => ({ id: "b", note: null }));
    const result = read({ id: "a", items });
    expect(result.runs).toBe(2);
    expect("value" in result && (result.value as { items: unknown[] }).items[99_999]).toStrictEqual({ id: "b" });
  });

  test("checks again what was left, since a rule across fields may now hold or not", () => {
    const both: Check = (value) => {
      const fields = value as { note?: unknown; id?: unknown };
      if (fields.note === null) absent(fields, "note");
      return (fields.note === undefined) !== (fields.id === undefined);
    };
    both.errors = [{ keyword: "not", instancePath: "", params: { rule: "must have one of both" } }];
    const { validate } = readingSchema(both)["~standard"];
    expect(validate({ id: "a", note: null })).toStrictEqual({ value: { id: "a" } });
    expect(validate({ note: null })).toHaveProperty("issues.0.path", []);
  });

  test("isn't misled by what a check noted before it threw", () => {
    const throws: Check = (value) => {
      absent(value as object, "note");
      throw new RangeError("too deep");
    };
    expect(() => readingSchema(throws)["~standard"].validate({ note: null })).toThrow(RangeError);
    expect(absentNulls).toHaveLength(1);
    const value = { id: "a" };
    expect(read(value)).toStrictEqual({ value, runs: 2 });
    expect(absentNulls).toEqual([]);
  });

  test("runs the rules on what is left", () => {
    const seen: unknown[] = [];
    const rule = (value: unknown) => {
      seen.push(value);
      return [];
    };
    readingSchema(createCheck().check, rule)["~standard"].validate({ id: "a", note: null });
    expect(seen).toEqual([{ id: "a" }]);
  });
});

describe("standardSchema", () => {
  test("returns the value itself with its nulls, which requests are checked for", () => {
    const value = { a: null };
    const result = standardSchema(() => true)["~standard"].validate(value);
    expect("value" in result && result.value).toBe(value);
  });
});
