import { describe, expect, it } from "vitest";
import { nextLink } from "../../src/client/pagination.js";
import { cpuTime } from "../helpers.js";

describe("nextLink", () => {
  it.each([
    ['<https://a.example/x?cursor=1>; rel="next"', "https://a.example/x?cursor=1"],
    ["<https://a.example/x>; rel=next", "https://a.example/x"],
    ['<https://a.example/1>; rel="prev", <https://a.example/2>; rel="next"', "https://a.example/2"],
    ['<https://a.example/?q=1,2;3>; title="a, b; rel=next"; rel="last NEXT"', "https://a.example/?q=1,2;3"],
    ['</relative?cursor=2> ; Rel = "next"', "/relative?cursor=2"],
  ])("finds the target in %s", (header, target) => {
    expect(nextLink(header)).toBe(target);
  });

  it.each([null, "", "nonsense", '<https://a.example/x>; rel="prev"', '<https://a.example/x>; title="rel=next"'])(
    "finds none in %s",
    (header) => {
      expect(nextLink(header)).toBeUndefined();
    },
  );

  it("takes linear time on hostile headers", () => {
    const header = `<${";a=".repeat(20_000)}`;
    const time = cpuTime(() => {
      nextLink(header);
      nextLink(`<x>${'; a="b"'.repeat(20_000)}`);
    });
    expect(time).toBeLessThan(2_000);
  });
});
