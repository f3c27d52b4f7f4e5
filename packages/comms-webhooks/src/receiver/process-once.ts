import { toHex } from "../encoding.js";
import type { DuplicateOptions } from "./options.js";

const minute = 60_000;

/** How processing ended: done, now or before; failed; or busy, because another request is processing the delivery. */
export type Outcome = "done" | "failed" | "busy";

/**
 * Runs `work` unless it was done before. If it fails, the claim is released, so that a retry runs it again.
 * If it succeeds and the store can't remember that, the outcome is still `"done"`, and the error is reported.
 */
export async function processOnce(
  key: string,
  { store, window = 5 * minute, lease = minute }: DuplicateOptions,
  work: () => Promise<Outcome>,
  report: (error: unknown) => Promise<void>,
): Promise<Outcome> {
  const claim = await store.claim(key, lease);
  if (claim.state !== "new") return claim.state;
  const outcome = await work();
  if (outcome !== "done") {
    await store.release(key, claim.token);
    return outcome;
  }
  try {
    await store.complete(key, claim.token, window);
  } catch (error) {
    await report(error);
  }
  return outcome;
}

/** Returns the SHA-256 of bytes, in hexadecimal. */
export async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(await crypto.subtle.digest("SHA-256", bytes));
}
