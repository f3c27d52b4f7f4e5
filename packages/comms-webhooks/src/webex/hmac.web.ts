import { toHex } from "../encoding.js";

/** Bytes that aren't shared with other threads. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** A secret that is ready for HMAC-SHA1: on Node by `node:crypto`, elsewhere by Web Crypto. */
export interface HmacKey {
  /** Returns whether a signature of 40 hexadecimal digits is that of the body. Compares in constant time. */
  verify(body: Bytes, signature: string): boolean | Promise<boolean>;
  /** Returns the signature of a body, in lower-case hexadecimal. */
  sign(body: Bytes): string | Promise<string>;
}

/** Creates a key from the UTF-8 bytes of a secret. The platform imports it once. */
export function importKey(secret: string): HmacKey {
  const bytes = new TextEncoder().encode(secret);
  const key = crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-1" }, false, ["sign", "verify"]);
  return {
    async verify(body, signature) {
      const expected = Uint8Array.from(signature.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
      return crypto.subtle.verify("HMAC", await key, expected, body);
    },
    async sign(body) {
      return toHex(await crypto.subtle.sign("HMAC", await key, body));
    },
  };
}
