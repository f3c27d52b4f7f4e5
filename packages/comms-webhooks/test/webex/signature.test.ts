import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import * as node from "../../src/webex/hmac.node.js";
import * as web from "../../src/webex/hmac.web.js";
import { verifyWebexSignature } from "../../src/webex/index.js";

const vector = {
  body: '{"id":"1","resource":"messages","event":"created","data":{"text":"héllo ☕"}}',
  secret: "correct horse battery staple ñ",
};
const signature = createHmac("sha1", vector.secret).update(vector.body, "utf8").digest("hex");

describe("verifyWebexSignature", () => {
  it.each([
    ["text", vector.body],
    ["bytes", new TextEncoder().encode(vector.body)],
    ["a Buffer in the midst of another", Buffer.from(`xx${vector.body}xx`).subarray(2, -2)],
    ["an ArrayBuffer", new TextEncoder().encode(vector.body).buffer],
    ["a DataView in the midst of a buffer", viewOf(vector.body)],
  ])("accepts the body as %s", async (_name, body) => {
    const options = { body: body as Uint8Array, signature };
    expect(await verifyWebexSignature({ ...options, secret: vector.secret })).toBe(true);
    expect(await verifyWebexSignature({ ...options, secret: "another" })).toBe(false);
  });

  it("agrees with the first vector of RFC 2202", async () => {
    const key = { body: "what do ya want for nothing?", secret: "Jefe" };
    expect(await verifyWebexSignature({ ...key, signature: "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79" })).toBe(true);
  });

  it("accepts any of several secrets", async () => {
    expect(await verifyWebexSignature({ ...vector, signature, secret: ["new", vector.secret] })).toBe(true);
    expect(await verifyWebexSignature({ ...vector, signature, secret: ["new", "newer"] })).toBe(false);
  });

  it.each([
    null,
    undefined,
    "",
    signature.toUpperCase(),
    `sha1=${signature}`,
    `${signature} `,
    signature.slice(1),
    `${signature}0`,
  ])("rejects the header %j", async (header) => {
    expect(await verifyWebexSignature({ ...vector, signature: header })).toBe(false);
  });

  it.each([{ id: 1 }, null, undefined, 5, ["{"]])("throws if the body was parsed: %j", async (body) => {
    await expect(verifyWebexSignature({ body: body as never, signature, secret: "s" })).rejects.toThrow(
      /^body must be the bytes or the text as they were sent; got a parsed value\. Read them before .*express\.raw\(\)/,
    );
  });

  it.each(["", [], [""], undefined, null])("throws if there is no secret: %j", async (secret) => {
    await expect(verifyWebexSignature({ ...vector, signature, secret: secret as never })).rejects.toThrow(
      /^secret must be/,
    );
  });
});

describe.each([
  ["node:crypto", node],
  ["Web Crypto", web],
])("HMAC by %s", (_name, { importKey }) => {
  it("signs and verifies as the other does", async () => {
    for (const secret of ["s", "ünïcode", "x".repeat(200)]) {
      const key = importKey(secret);
      for (const length of [0, 1, 1_024]) {
        const body = new Uint8Array(length).fill(7);
        const expected = createHmac("sha1", secret).update(body).digest();
        expect(await key.sign(body)).toBe(expected.toString("hex"));
        expect(await key.verify(body, expected.toString("hex"))).toBe(true);
        expected[19] = (expected[19] ?? 0) ^ 1;
        expect(await key.verify(body, expected.toString("hex"))).toBe(false);
      }
    }
  });
});

/** A view that isn't a Uint8Array, which types refuse but platforms have. */
function viewOf(text: string): DataView {
  const bytes = new TextEncoder().encode(`xx${text}xx`);
  return new DataView(bytes.buffer, 2, bytes.length - 4);
}
