import { describe, expect, it } from "vitest";
import { inBrackets, redactIssues, redactor, secretsIn } from "../../src/client/redact.js";
import { cpuTime } from "../helpers.js";

const fields = ["secret", "httpAuthorization", "clientSecret"];

describe("secretsIn", () => {
  it("finds the secret fields at every depth", () => {
    const body = [
      { httpAuthorization: "Basic eDp5", oauth: { clientId: "c", clientSecret: "s3cret" } },
      { secret: "key" },
    ];
    expect(secretsIn(body, fields)).toEqual(["Basic eDp5", "s3cret", "key"]);
  });

  it("ignores values that aren't strings", () => {
    expect(secretsIn({ secret: 5, clientSecret: null }, fields)).toEqual([]);
    expect(secretsIn(undefined, fields)).toEqual([]);
  });
});

describe("redactor", () => {
  it("replaces every occurrence, the longest secret first", () => {
    expect(redactor(["token", "token2"])("tokentoken2 and token")).toBe("****** and ***");
  });

  it.each([
    ["without its scheme", "Bearer abcdefSECRET99", "no abcdefSECRET99"],
    ["decoded from Basic", "Basic dXNlcjpwYXNzd29yZA==", "user:password is wrong"],
    ["as the password of Basic", "Basic dXNlcjpwYXNzd29yZA==", "wrong: password"],
    ["percent-encoded", "a b/cä", "no a%20b%2Fc%C3%A4 here"],
    ["percent-encoded in lower case", "a b/cä", "no a%20b%2fc%c3%a4 here"],
    ["in base64", "correct horse", `no ${btoa("correct horse")}`],
    ["in base64 without padding", "correct horse", `no ${btoa("correct horse").replace("=", "")}, sorry`],
    ["in base64url", "??>>?", `no ${btoa("??>>?").replaceAll("/", "_").replaceAll("+", "-")}`],
    ["in base64url without padding", "??>>?", "no Pz8-Pj8, sorry"],
    ["escaped for JSON", 'with "quotes"', 'no with \\"quotes\\"'],
  ])("redacts a secret %s", (_form, secret, text) => {
    const [before = "", after = ""] = redactor([secret])(text).split("***");
    expect(text.startsWith(before) && text.endsWith(after)).toBe(true);
    expect([/^(?:no |wrong: )?$/.test(before), /^(?: here| is wrong|, sorry)?$/.test(after)]).toEqual([true, true]);
  });

  it("joins the messages of issues that still differ", () => {
    const issues = [1, 2, 3].map((index) => ({ path: [index], message: `${"x".repeat(200_000)}${index}` }));
    const { issues: redacted, text } = redactIssues(issues, redactor(["a"]));
    expect(text).toBe("(left out because it is very long)");
    expect(redacted.map(({ path }) => path)).toEqual([[1], [2], [3]]);
    expect(inBrackets(text)).toBe(text);
    expect(inBrackets("terminated")).toBe("(terminated)");
  });

  it("redacts a secret of less than four characters where it is a whole word", () => {
    expect(redactor(["a"])('an apple is no "a"')).toBe('an apple is no "***"');
    expect(redactor(["xy", ""])("xyz, xy and eHk")).toBe("xyz, *** and ***");
  });

  it("cuts long texts, and keeps control characters from forging lines", () => {
    expect(redactor([])("x".repeat(5_000))).toHaveLength(1_001);
    expect(redactor(["s3cret"])(`${"x".repeat(998)}s3cret`)).toBe(`${"x".repeat(998)}**…`);
    expect(redactor([])("x".repeat(200_000))).toBe("(left out because it is very long)");
    expect(redactor([])("one\r\ntwo\u001b[31m")).toBe("one two [31m");
  });

  it("takes time that grows with the texts, not with texts and secrets", () => {
    const redact = redactor(Array.from({ length: 4_000 }, (_, i) => `secret-number-${i}`));
    const time = cpuTime(() => {
      for (let i = 0; i < 12_000; i++) redact("[1].url is required");
    });
    expect(time).toBeLessThan(5_000);
  });
});
