import { longestTimer, type systemTimer } from "../clock.js";
import type { DuplicateOptions } from "./options.js";

const minute = 60_000;

/** How processing ended: done, now or before; failed; or busy, because another request is processing the delivery. */
export type Outcome = "done" | "failed" | "busy";

/**
 * Runs `work` unless it was done before. The claim is renewed while it runs, so the lease only matters for a process that
 * dies. If it fails, the claim is released, so that a retry runs it again.
 * If it succeeds and the store can't remember that, the outcome is still `"done"`, and the error is reported.
 */
export async function processOnce(
  key: string,
  { store, window = 5 * minute, lease = minute }: DuplicateOptions,
  work: () => Promise<Outcome>,
  report: (error: unknown) => Promise<void>,
  setTimer: typeof systemTimer,
): Promise<Outcome> {
  const claim = await store.claim(key, lease);
  if (claim.state !== "new") return claim.state;
  const { token } = claim;
  const renew = async () => store.renew(key, token, lease); // Async, so that it rejects where a store throws.
  const stop = repeat(() => renew().catch(report), Math.min(lease / 2, longestTimer), setTimer);
  const outcome = await work();
  stop();
  if (outcome !== "done") {
    await store.release(key, token);
    return outcome;
  }
  try {
    await store.complete(key, token, window);
  } catch (error) {
    await report(error);
  }
  return outcome;
}

/** Repeats an action after every `interval`, until the function that it returns is called. */
function repeat(action: () => Promise<void>, interval: number, setTimer: typeof systemTimer): () => void {
  let cancel: (() => void) | undefined;
  const again = async () => {
    await action();
    if (cancel) cancel = setTimer(again, interval);
  };
  cancel = setTimer(again, interval);
  return () => {
    cancel?.();
    cancel = undefined;
  };
}
