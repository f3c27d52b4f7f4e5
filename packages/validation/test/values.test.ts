import { describe, expect, test } from "vitest";
import { isDateTime, isInt32 } from "../src/formats.ts";
import { areUnique, codePoints, equal, isMultiple } from "../src/values.ts";

/** JSON values, no two of which are equal. */
const values = [
  null,
  true,
  false,
  0,
  1,
  "",
  "1",
  "a",
  [],
  [1],
  [[1]],
  {},
  { a: 1 },
  { a: "1" },
  { a: 1, b: 2 },
  [{ a: 1 }],
];

describe("codePoints", () => {
  test.each([
    ["", 0],
    ["abc", 3],
    ["\u{1f4a9}", 1],
    ["a\u{1f4a9}b\u{1f4a9}", 4],
    ["\ud83d", 1],
    ["\ud83da", 2],
    ["\udca9\ud83d", 2],
    ["\ud83d\ud83d\udca9", 2],
  ])("counts the characters of %j as %i", (text, count) => {
    expect(codePoints(text)).toBe(count);
    expect(codePoints(text)).toBe([...text].length);
  });
});

describe("equal", () => {
  test("compares JSON values by content", () => {
    for (const [row, one] of values.entries())
      for (const [column, other] of values.entries())
        expect(equal(one, structuredClone(other)), `${JSON.stringify(one)} ${JSON.stringify(other)}`).toBe(
          row === column,
        );
  });

  test("doesn't depend on the order of properties, or on names that every object inherits", () => {
    expect(equal({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
    expect(equal({ toString: 1 }, { a: 1 })).toBe(false);
    expect(equal(JSON.parse('{"__proto__": 1}'), JSON.parse('{"a": 1}'))).toBe(false);
  });
});

describe("areUnique", () => {
  test("finds equal items, whatever their kind", () => {
    expect(areUnique(values)).toBe(true);
    for (const value of values) expect(areUnique([...values, structuredClone(value)])).toBe(false);
    expect(areUnique([{ a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } }])).toBe(false);
    expect(areUnique(["__proto__", "__proto__"])).toBe(false);
    expect(areUnique([[["a", 1]], { a: 1 }])).toBe(true);
  });

  test("takes time in proportion to the number of items", () => {
    const items = Array.from({ length: 200_000 }, (_, index) => ({ index }));
    expect(areUnique(items)).toBe(true);
  });
});

describe("isDateTime", () => {
  test.each([
    ["2026-02-28T23:59:59Z", true],
    ["2024-02-29t00:00:00.123+05:30", true],
    ["2026-02-29T00:00:00Z", false],
    ["1900-02-29T00:00:00Z", false],
    ["2000-02-29T00:00:00Z", true],
    ["2026-04-31T00:00:00Z", false],
    ["2026-13-01T00:00:00Z", false],
    ["2026-01-00T00:00:00Z", false],
    ["2026-01-01T24:00:00Z", false],
    ["2026-01-01T00:60:00Z", false],
    ["2016-12-31T23:59:60Z", true],
    ["2016-12-31T15:59:60-08:00", true],
    ["2017-01-01T00:29:60+00:30", true],
    ["2016-12-31T22:59:60Z", false],
    ["2026-01-01T00:00:00", false],
    ["2026-01-01T00:00:00+24:00", false],
    ["2026-01-01", false],
    ["", false],
  ])("of %j is %s", (text, right) => {
    expect(isDateTime(text)).toBe(right);
  });
});

describe("isInt32", () => {
  test.each([
    [0, true],
    [2_147_483_647, true],
    [-2_147_483_648, true],
    [2_147_483_648, false],
    [-2_147_483_649, false],
    [1.5, false],
  ])("of %d is %s", (value, right) => {
    expect(isInt32(value)).toBe(right);
  });
});

describe("isMultiple", () => {
  test.each([
    [19.99, 0.01, true],
    [19.995, 0.01, false],
    [3.3, 1.1, true],
    [0.3, 0.1, true],
    [12.12345678, 1e-8, true],
    [12.123456789, 1e-8, false],
    [-0.07, 0.01, true],
    [0, 0.01, true],
    [-0, 1e-8, true],
    [7.5, 2.5, true],
    [4, 1.5, false],
    [1e308, 0.5, true],
    [1e308, 0.123456789, false],
    [5e-324, 1e308, false],
    [1e300, 3, false],
    [1e21, 7, false],
    [Number.MAX_SAFE_INTEGER, 3, false],
  ])("of %d and %d is %s", (value, factor, expected) => {
    expect(isMultiple(value, factor)).toBe(expected);
  });

  test("agrees with whole numbers, shifted by any number of places", () => {
    let seed = 1;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let run = 0; run < 20_000; run++) {
      const factor = 1 + random(run % 2 ? 100_000 : 30);
      const whole = (random(2) ? 1 : -1) * (random(3) ? factor * random(1_000_000) : random(1_000_000_000));
      const places = random(40) - 20;
      const shifted = [whole, factor].map((number) => Number(`${number}e${places}`)) as [number, number];
      expect(isMultiple(...shifted), shifted.join(" ")).toBe(whole % factor === 0);
    }
  });
});
