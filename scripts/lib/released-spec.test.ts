import { describe, expect, it } from "vitest";
import type { Change } from "./changes.ts";
import { isEnough, requiredBump } from "./released-spec.ts";

const changes = (...impacts: Change["impact"][]) => impacts.map((impact): Change => ({ impact, text: "" }));

describe("requiredBump", () => {
  it.each([
    ["1.2.0", changes("major", "minor", "patch"), "major"],
    ["1.2.0", changes("minor", "patch"), "minor"],
    ["1.2.0", changes("patch"), "patch"],
    ["0.2.0", changes("major", "minor"), "minor"],
    ["0.2.0", changes("minor"), "patch"],
    ["0.2.0", changes("patch"), "patch"],
    ["0.2.0", [], undefined],
    ["1.2.0", [], undefined],
  ])("of changes since %s is the most that one of them demands", (released, list, bump) => {
    expect(requiredBump(list, released)).toBe(bump);
  });
});

describe("isEnough", () => {
  it("is a bump as high as the required one, or higher", () => {
    expect(isEnough("major", "minor")).toBe(true);
    expect(isEnough("minor", "minor")).toBe(true);
    expect(isEnough("patch", "minor")).toBe(false);
    expect(isEnough(undefined, "patch")).toBe(false);
  });
});
