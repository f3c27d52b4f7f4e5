import { type AttemptRecord, DeliveryError } from "./attempt.js";
import { type DeliveryOptions, type Send, send } from "./send.js";

/** How an attempt ended. */
export type AttemptResult = Pick<AttemptRecord, "outcome" | "status" | "error">;

/**
 * Runs one attempt, with a time limit over everything that it sends. Never rejects. `controller` cuts it off. The time
 * limit is real time even where the sandbox has a clock of its own: a clock that stands still would never end it.
 */
export async function runAttempt(
  deliver: (send: Send) => Promise<Response>,
  options: DeliveryOptions,
  controller: AbortController,
): Promise<AttemptResult> {
  const { signal } = controller;
  const { deliveryTimeout: timeout = 5000 } = options;
  const timer = setTimeout(() => controller.abort(new DeliveryError(`no response within ${timeout} ms`)), timeout);
  // A receiver in the same process can ignore the signal. The attempt ends all the same.
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
  try {
    const response = await Promise.race([deliver((request) => send(request, options, signal)), aborted]);
    // Not awaited: only the status counts, and a body can be endless.
    response.body?.cancel().catch(() => undefined);
    return { outcome: response.ok ? "delivered" : "failed", status: response.status };
  } catch (error) {
    const cause: unknown = signal.aborted ? signal.reason : error;
    if (cause instanceof DeliveryError) return { outcome: cause.outcome, error: cause.message };
    return { outcome: "failed", error: "the webhook's URL or authorization doesn't make a valid request" };
  } finally {
    clearTimeout(timer);
  }
}
