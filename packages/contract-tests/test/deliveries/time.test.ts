import { describe, expect, test } from "vitest";
import { apis } from "../../src/apis.ts";
import { deliveryExamples } from "../../src/deliveries.ts";
import { shortest } from "../../src/shortest.ts";
import { validateOf } from "../../src/validators.ts";

const [rounds, runs] = [2_000, 15];

describe("the time to validate", () => {
  // Of each API the longest and the shortest example, and one between.
  const cases = apis.flatMap((api) => {
    const sorted = deliveryExamples(api).toSorted((a, b) => JSON.stringify(a).length - JSON.stringify(b).length);
    return [...new Set([0, sorted.length >> 1, sorted.length - 1])].flatMap((index) => sorted[index] ?? []);
  });

  test.each(cases)("a delivery of $api, $name, is less than that to parse it", ({ api, name, value }) => {
    const text = JSON.stringify(value);
    // As they arrive: each value is a new one.
    const values = Array.from({ length: rounds }, () => JSON.parse(text) as unknown);
    const validate = validateOf(api, "Delivery");
    expect(validate(values[0]).issues).toBeUndefined();
    const parse = () => {
      for (let round = 0; round < rounds; round += 1) JSON.parse(text);
    };
    const check = () => {
      for (const each of values) validate(each);
    };
    const [parsing, validating] = shortest(runs, parse, check);
    if (process.env["FIGURES"]) {
      const [one, other] = [validating, parsing].map((time) => ((time / rounds) * 1e6).toFixed(0));
      console.log(`${name}: ${one} ns, JSON.parse ${other} ns, ratio ${(validating / parsing).toFixed(2)}`);
    }
    expect(validating).toBeLessThan(parsing);
  });
});
