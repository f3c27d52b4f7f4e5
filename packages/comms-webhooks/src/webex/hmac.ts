/** Bytes that aren't shared with other threads. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** A secret that is ready for HMAC-SHA1: on Node by `node:crypto`, elsewhere by Web Crypto. */
export interface HmacKey {
  /** Returns whether a signature of 40 hexadecimal digits is that of the body. Compares in constant time. */
  verify(body: Bytes, signature: string): boolean | Promise<boolean>;
  /** Returns the signature of a body, in lower-case hexadecimal. */
  sign(body: Bytes): string | Promise<string>;
}
