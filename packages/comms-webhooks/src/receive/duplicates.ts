import type { DuplicateOptions } from "./options.js";

const minute = 60_000;

/** How a piece of work ended: it was done, now or before; it failed; or somebody else is at it. */
export type Outcome = "done" | "failed" | "busy";

/** Does a piece of work unless it was done before. Where it fails, the claim is given back and the next may try. */
export async function once(key: string, options: DuplicateOptions, work: () => Promise<boolean>): Promise<Outcome> {
  const { store, window = 5 * minute, lease = minute } = options;
  const claim = await store.claim(key, lease);
  if (claim.state !== "new") return claim.state;
  const succeeded = await work();
  if (succeeded) await store.complete(key, claim.token, window);
  else await store.release(key, claim.token);
  return succeeded ? "done" : "failed";
}

/** Names bytes by their SHA-256, in hexadecimal. */
export async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
