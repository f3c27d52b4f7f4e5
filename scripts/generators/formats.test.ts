import { fullFormats } from "ajv-formats/dist/formats.js";
import { describe, expect, test } from "vitest";
import { uri } from "./formats.ts";

const full = fullFormats.uri as (text: string) => boolean;

/** Pieces of which every URI and every near miss can be put together. */
const pieces =
  "http https : / // ? # @ a example.com [::1] [ ] % %2f %zz ü \" < | ^ { ` \\ & = + ; ' ( ) ! $ * , ~ _ - . 80"
    .split(" ")
    .concat(" ", "\n");

/** Texts of pieces, the same ones on each run. */
function* texts(count: number): Generator<string> {
  let state = 1;
  const random = (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
  for (let index = 0; index < count; index++) {
    const start = random(5) < 3 ? "https://" : "";
    yield start + Array.from({ length: random(7) }, () => pieces[random(pieces.length)]).join("");
  }
}

describe("the format uri", () => {
  test("matches what Ajv's own format does", () => {
    const all = [...texts(200_000)];
    expect(all.filter((text) => uri.test(text) !== full(text))).toEqual([]);
    expect(all.filter(full).length).toBeGreaterThan(20_000);
  });

  test.each([
    ["https://example.com", true],
    ["http://user:pass@[2001:db8::1]:8080/a/b;c?d=e&f#g", true],
    ["HTTPS://EXAMPLE.COM/%C3%BC", true],
    ["mailto:ada@example.com", true],
    ["example.com/hook", false],
    ["/hook", false],
    ["", false],
    ["https://example.com/a b", false],
    ["https://example.com/ü", false],
    ["https://example.com/%", false],
    ["https://[::1", false],
    ["https://example.com/[a]", false],
  ])("matches %j: %s", (text, right) => {
    expect(uri.test(text)).toBe(right);
    expect(full(text)).toBe(right);
  });

  test("takes time in proportion to the text", () => {
    const awkward = `https://${"a@".repeat(50_000)} `;
    const start = process.cpuUsage();
    expect(uri.test(awkward)).toBe(false);
    expect(process.cpuUsage(start).user).toBeLessThan(1_000_000);
  });
});
