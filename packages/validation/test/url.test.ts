import { describe, expect, it } from "vitest";
import { parseUrl } from "../src/url.ts";

describe("parseUrl", () => {
  it.each([
    ["https://bücher.example/ü", undefined, "https://xn--bcher-kva.example/%C3%BC"],
    ["höhe?ü=1", "https://bücher.example/a", "https://xn--bcher-kva.example/h%C3%B6he?%C3%BC=1"],
    ["/b", new URL("https://example.com/a?x"), "https://example.com/b"],
    ["/b", undefined, undefined],
    ["https://", undefined, undefined],
    ["b", "no base", undefined],
  ])("resolves %j against %s: %s", (text, base, href) => {
    expect(parseUrl(text, base)?.href).toBe(href);
  });

  it("returns the same however often it was called", () => {
    const results = Array.from({ length: 20_000 }, () => parseUrl("/ü", "https://bücher.example")?.pathname);
    expect(new Set(results)).toEqual(new Set(["/%C3%BC"]));
  });
});
