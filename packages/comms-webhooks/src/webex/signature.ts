import { importKey } from "#hmac";
import type { Bytes, HmacKey } from "./hmac.web.js";

/** A signature as Webex writes it: lower-case hexadecimal, without a prefix. */
const hex = /^[0-9a-f]{40}$/;

/** Returns whether a header's value has the form of a signature. */
export function isSignature(value: string | null | undefined): value is string {
  return typeof value === "string" && hex.test(value);
}

/** Verifies signatures against one secret or several. */
export type Verifier = Pick<HmacKey, "verify">;

/**
 * Prepares one secret, or several while one replaces another, once for many deliveries.
 * @throws {TypeError} if there is no secret, or one isn't a string or is empty.
 */
export function createVerifier(secret: unknown): Verifier {
  if (isSecret(secret)) return importKey(secret);
  if (!Array.isArray(secret) || secret.length === 0 || !secret.every(isSecret)) {
    throw new TypeError("secret must be a string that isn't empty, or an array of such strings");
  }
  const keys = secret.map(importKey);
  return {
    async verify(body, signature) {
      // Every secret is tried, so that the time doesn't reveal which one matched.
      let valid = false;
      for (const key of keys) if (await key.verify(body, signature)) valid = true;
      return valid;
    },
  };
}

function isSecret(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

/** What {@link verifyWebexSignature} checks. */
export interface VerifyWebexSignatureOptions {
  /** The body as it was sent: its bytes, or its text before any parsing. */
  readonly body: Uint8Array | ArrayBuffer | string;
  /** The value of the header `X-Spark-Signature`. */
  readonly signature: string | null | undefined;
  /** The webhook's secret, or several while one replaces another. */
  readonly secret: string | readonly string[];
}

/**
 * Verifies that a delivery was signed with the webhook's secret: HMAC-SHA1 of the body's bytes, in lower-case hexadecimal.
 * Use it in a receiver of your own; `createWebexReceiver` verifies by itself.
 * @throws {TypeError} if the body is neither bytes nor text, or the secret is missing or empty.
 *
 * @example
 * ```ts
 * import { verifyWebexSignature } from "comms-webhooks/webex";
 *
 * export async function isAuthentic(request: Request): Promise<boolean> {
 *   return verifyWebexSignature({
 *     body: await request.arrayBuffer(),
 *     signature: request.headers.get("X-Spark-Signature"),
 *     secret: process.env["WEBHOOK_SECRET"]!,
 *   });
 * }
 * ```
 */
export async function verifyWebexSignature({ body, signature, secret }: VerifyWebexSignatureOptions): Promise<boolean> {
  const bytes = toBytes(body);
  const verifier = createVerifier(secret);
  return isSignature(signature) && verifier.verify(bytes, signature);
}

function toBytes(body: unknown): Bytes {
  if (body instanceof Uint8Array) return body as Bytes;
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer as ArrayBuffer, body.byteOffset, body.byteLength);
  throw new TypeError(
    "body must be the bytes or the text as they were sent; got a parsed value. " +
      "Read them before the framework's body parser does (in Express, with express.raw()).",
  );
}
