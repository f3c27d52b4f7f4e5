import { createHmac, timingSafeEqual } from "node:crypto";
import type { HmacKey } from "./hmac.js";

/** Makes a key of a secret's UTF-8 bytes. */
export function importKey(secret: string): HmacKey {
  return {
    verify: (body, signature) =>
      timingSafeEqual(createHmac("sha1", secret).update(body).digest(), Buffer.from(signature, "hex")),
    sign: (body) => new Uint8Array(createHmac("sha1", secret).update(body).digest()),
  };
}
