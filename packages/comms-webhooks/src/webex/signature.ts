import { importKey } from "#hmac";
import type { Bytes } from "./hmac.js";

/** The header that holds the signature. */
export const signatureHeader = "X-Spark-Signature";

/** A signature as Webex writes it: lower-case hexadecimal, without a prefix. */
const hex = /^[0-9a-f]{40}$/;

/** Tells whether a header's value has the form of a signature. */
export function isSignature(value: string | null | undefined): value is string {
  return typeof value === "string" && hex.test(value);
}

/** Verifies signatures by any of the secrets, so that a secret can be replaced while deliveries arrive. */
export type Verifier = (body: Bytes, signature: string) => Promise<boolean>;

/** Prepares secrets, once for many deliveries. */
export function createVerifier(secrets: readonly string[]): Verifier {
  const keys = secrets.map(importKey);
  return async (body, signature) => {
    let valid = false;
    for (const key of keys) if (await key.verify(body, signature)) valid = true;
    return valid;
  };
}

/** What {@link verifyWebexSignature} needs. */
export interface VerifyWebexSignatureOptions {
  /** The body as it arrived: bytes, or text that was never parsed. */
  readonly body: Uint8Array | ArrayBuffer | string;
  /** The value of the header `X-Spark-Signature`. */
  readonly signature: string | null | undefined;
  /** The webhook's secret, or several while one replaces another. */
  readonly secret: string | readonly string[];
}

/**
 * Tells whether a delivery was signed with the secret: HMAC-SHA1 of the body's bytes, in lower-case hexadecimal.
 * @throws {TypeError} where the body is neither bytes nor text, or there is no secret.
 */
export async function verifyWebexSignature(options: VerifyWebexSignatureOptions): Promise<boolean> {
  const body = toBytes(options.body);
  const secrets = toSecrets(options.secret);
  return isSignature(options.signature) && createVerifier(secrets)(body, options.signature);
}

/** Takes one secret or several, and refuses none at all. */
export function toSecrets(secret: unknown): readonly string[] {
  const secrets: unknown[] = Array.isArray(secret) ? secret : [secret];
  if (secrets.length > 0 && secrets.every((one) => typeof one === "string" && one !== "")) return secrets as string[];
  throw new TypeError("secret must be a string that is not empty, or an array of such strings");
}

function toBytes(body: unknown): Bytes {
  if (body instanceof Uint8Array) return body as Bytes;
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer as ArrayBuffer, body.byteOffset, body.byteLength);
  throw new TypeError(
    "body must be the bytes or the text as they arrived; got something parsed. " +
      "Take them before the framework's body parser does (in Express with express.raw()).",
  );
}
