import type { DuplicateOptions } from "./options.js";

const minute = 60_000;

/** How a piece of work ended: it was done, now or before; it failed; or somebody else is at it. */
export type Outcome = "done" | "failed" | "busy";

/**
 * Does a piece of work unless it was done before. Where it fails, the claim is given back and the next may try.
 * Where it is done and the store can't keep that, the work is done all the same, and `report` hears of it.
 */
export async function once(
  key: string,
  options: DuplicateOptions,
  work: () => Promise<boolean>,
  report: (error: unknown) => Promise<void>,
): Promise<Outcome> {
  const { store, window = 5 * minute, lease = minute } = options;
  const claim = await store.claim(key, lease);
  if (claim.state !== "new") return claim.state;
  if (!(await work())) {
    await store.release(key, claim.token);
    return "failed";
  }
  try {
    await store.complete(key, claim.token, window);
  } catch (error) {
    await report(error);
  }
  return "done";
}

/** Names bytes by their SHA-256, in hexadecimal. */
export async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
