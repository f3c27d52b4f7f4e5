/** Bytes that stand on their own, not shared with other threads. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** A secret that is ready to sign with HMAC-SHA1. On Node it uses `node:crypto`, elsewhere Web Crypto. */
export interface HmacKey {
  /** Compares with a signature of 40 hexadecimal digits, in constant time. */
  verify(body: Bytes, signature: string): boolean | Promise<boolean>;
  sign(body: Bytes): Bytes | Promise<Bytes>;
}
