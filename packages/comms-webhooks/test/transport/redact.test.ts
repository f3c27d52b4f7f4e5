import { describe, expect, it } from "vitest";
import { redact, secretsIn } from "../../src/transport/redact.js";

describe("secretsIn", () => {
  it("finds the secret fields at every depth", () => {
    const body = [
      { httpAuthorization: "Basic x", oauth: { clientId: "c", clientSecret: "s3cret" } },
      { secret: "key" },
    ];
    expect(secretsIn(body)).toEqual(["Basic x", "s3cret", "key"]);
  });

  it("passes over values that are no strings", () => {
    expect(secretsIn({ secret: 5, clientSecret: null })).toEqual([]);
    expect(secretsIn(undefined)).toEqual([]);
  });
});

describe("redact", () => {
  it("replaces every occurrence, the longest secret first", () => {
    expect(redact("tokentoken2 and token", ["token", "token2"])).toBe("****** and ***");
  });

  it("leaves text alone where the secret is too short to tell apart", () => {
    expect(redact("an answer", ["a"])).toBe("an answer");
  });
});
