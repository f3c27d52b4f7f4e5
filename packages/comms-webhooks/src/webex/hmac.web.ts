import type { HmacKey } from "./hmac.js";

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
      const signature = new Uint8Array(await crypto.subtle.sign("HMAC", await key, body));
      return Array.from(signature, (byte) => byte.toString(16).padStart(2, "0")).join("");
    },
  };
}
