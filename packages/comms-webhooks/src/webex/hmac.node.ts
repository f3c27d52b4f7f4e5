import { createHmac, timingSafeEqual } from "node:crypto";
import type { Bytes, HmacKey } from "./hmac.js";

/** Creates a key from the UTF-8 bytes of a secret. */
export function importKey(secret: string): HmacKey {
  const sign = (body: Bytes) => createHmac("sha1", secret).update(body).digest("hex");
  return { sign, verify: (body, signature) => timingSafeEqual(Buffer.from(sign(body)), Buffer.from(signature)) };
}
