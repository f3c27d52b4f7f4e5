import * as validation from "@comms-webhooks/validation";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { describe, expect, test } from "vitest";
import { assertedFormats, uri } from "./formats.ts";

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

describe("the other formats", () => {
  const samples: Record<string, string> = {
    uuid: "urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e 0F8FAD5B-D9CB-469F-A165-70867728950E",
    date: "2024-02-29 2023-02-29 1900-02-29 2000-02-29 2026-04-31 2026-12-31 0000-01-01",
    "date-time": "2024-02-29T23:59:60Z 2023-02-29t00:00:00.5+05:30 2026-01-01T00:00:00 2016-12-31T15:59:60-08:00",
    email: "ada@example.com a.b+c@d-e.example .a@b.c a@b a..b@c.d",
    hostname: "example.com -a.b a-.b a.b. xn--a.example",
    ipv4: "192.0.2.1 255.255.255.255 256.0.0.1 01.2.3.4 1.2.3",
    ipv6: "2001:db8::1 :: ::1 1::8 1:2:3:4:5:6:7:8 ::ffff:192.0.2.1 1:2:3:4:5:6:192.0.2.1 1::2::3 12345::",
    byte: "YWRh YWRhYQ== YWRhYWI= Y YWRh=",
  };

  /** Returns the samples, each also with one piece of them changed. */
  function* variants(text: string): Generator<string> {
    for (const sample of text.split(" ")) {
      yield sample;
      for (let at = 0; at < sample.length; at++)
        for (const piece of ["", "0", "9", "a", "g", ":", "::", ".", "-", "T", "+", "=", "@", " "])
          yield sample.slice(0, at) + piece + sample.slice(at + 1);
    }
  }

  test.each(Object.entries(samples))("match what Ajv's own does: %s", (format, text) => {
    const own = assertedFormats[format];
    const full = fullFormats[format as "date"] as
      | RegExp
      | { validate: (text: string) => boolean }
      | ((text: string) => boolean);
    const expected = (value: string) =>
      full instanceof RegExp ? full.test(value) : typeof full === "function" ? full(value) : full.validate(value);
    const check = (value: string) =>
      own?.test instanceof RegExp ? own.test.test(value) : validation.isDateTime(value);
    const all = [...new Set(variants(text))];
    expect(all.filter((value) => check(value) !== expected(value))).toEqual([]);
    expect(all.filter(expected).length).toBeGreaterThan(3);
  });

  test("of numbers are those of integers", () => {
    for (const name of ["int32", "int64"]) {
      const full = fullFormats[name as "int32"] as { validate: (value: number) => boolean };
      const own = name === "int32" ? validation.isInt32 : validation.isInteger;
      for (const value of [0, -1, 1.5, 2 ** 31, 2 ** 31 - 1, -(2 ** 31), -(2 ** 31) - 1, 2 ** 53, 1e300])
        expect(own(value), `${name} ${value}`).toBe(full.validate(value));
    }
  });
});
