import { createHmac, timingSafeEqual } from "node:crypto";
import type { Bytes, HmacKey } from "./hmac.js";

/** Creates a key from the UTF-8 bytes of a secret. */
export function importKey(secret: string): HmacKey {
  return new NodeHmacKey(secret);
}

class NodeHmacKey implements HmacKey {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  verify(body: Bytes, signature: string): boolean {
    return timingSafeEqual(Buffer.from(this.sign(body)), Buffer.from(signature));
  }

  sign(body: Bytes): string {
    return createHmac("sha1", this.#secret).update(body).digest("hex");
  }
}
