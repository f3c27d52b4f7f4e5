import { describe, expect, it } from "vitest";
import { nearest, suggestion } from "../src/index.ts";

const names = ["secret", "event", "resource", "targetUrl"];

describe("suggestion", () => {
  it.each([
    ["secert", "secret"],
    ["Secret", "secret"],
    ["resourse", "resource"],
    ["targetURL", "targetUrl"],
    ["evnt", "event"],
  ])("names what %s is nearest to", (wrong, right) => {
    expect(nearest(wrong, names)).toBe(right);
    expect(suggestion(wrong, names)).toBe(`; did you mean ${right}?`);
  });

  it.each(["cret", "url", "", "t"])("names nothing for %j, which is like none", (wrong) => {
    expect(nearest(wrong, names)).toBeUndefined();
    expect(suggestion(wrong, names)).toBe("");
  });
});
