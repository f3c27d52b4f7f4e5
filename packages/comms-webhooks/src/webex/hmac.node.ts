import type { Bytes, HmacKey } from "./hmac.web.js";

let nodeCrypto: typeof import("node:crypto");

/** Creates a key from the UTF-8 bytes of a secret. */
export function importKey(secret: string): HmacKey {
  // Loaded with the first key: an import of it would take a third of the time that importing the package takes.
  nodeCrypto ??= process.getBuiltinModule("node:crypto");
  return new NodeHmacKey(secret);
}

class NodeHmacKey implements HmacKey {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  verify(body: Bytes, signature: string): boolean {
    return nodeCrypto.timingSafeEqual(Buffer.from(this.sign(body)), Buffer.from(signature));
  }

  sign(body: Bytes): string {
    return nodeCrypto.createHmac("sha1", this.#secret).update(body).digest("hex");
  }
}
