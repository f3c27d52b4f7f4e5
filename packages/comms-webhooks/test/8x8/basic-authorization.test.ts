import { describe, expect, it } from "vitest";
import { basicAuthorization } from "../../src/8x8/basic-authorization.js";

describe("basicAuthorization", () => {
  it("encodes the vendor's example as the vendor does", () => {
    expect(basicAuthorization("user", "password")).toBe("Basic dXNlcjpwYXNzd29yZA==");
  });

  it("encodes text beyond ASCII as UTF-8", () => {
    const value = basicAuthorization("jürgen", "pässwörd€😀").replace("Basic ", "");
    expect(Buffer.from(value, "base64").toString("utf8")).toBe("jürgen:pässwörd€😀");
  });

  it("keeps colons in the password and rejects them in the user", () => {
    expect(Buffer.from(basicAuthorization("u", "a:b").slice(6), "base64").toString()).toBe("u:a:b");
    expect(() => basicAuthorization("a:b", "c")).toThrow("user must not contain a colon");
  });

  it("rejects control characters and names the argument, not the value", () => {
    expect(() => basicAuthorization("u", "top\nsecret")).toThrow(/^password must not contain control characters$/);
  });

  it("rejects what isn't a string, such as a variable that is not set", () => {
    expect(() => basicAuthorization("u", undefined as never)).toThrow("password must be a string; got undefined");
    expect(() => basicAuthorization(undefined as never, "p")).toThrow("user must be a string; got undefined");
  });
});
