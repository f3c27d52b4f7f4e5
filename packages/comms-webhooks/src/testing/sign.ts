import { importKey } from "#hmac";

/** Signs a body as Webex does: HMAC-SHA1 of its bytes, in lower-case hexadecimal. */
export async function signWebexDelivery(body: string | Uint8Array<ArrayBuffer>, secret: string): Promise<string> {
  const signature = await importKey(secret).sign(typeof body === "string" ? new TextEncoder().encode(body) : body);
  return Array.from(signature, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
