import type { AttemptOutcome } from "./attempt.js";
import { DeliveryProblem } from "./problem.js";
import { type Reach, type Send, send } from "./send.js";

/** How a trial ended. */
export interface TrialResult {
  readonly outcome: AttemptOutcome;
  readonly status?: number;
  readonly error?: string;
}

/** What a trial may reach, and how long it may take. */
export interface TrialOptions extends Reach {
  /** After how many milliseconds to give up. */
  readonly timeout: number;
}

/** Tries once to deliver, with the time limit over all that it sends; never rejects. `controller` can cut it off. */
export async function tryOnce(
  deliver: (send: Send) => Promise<Response>,
  { timeout, ...reach }: TrialOptions,
  controller: AbortController,
): Promise<TrialResult> {
  const { signal } = controller;
  const timer = setTimeout(() => controller.abort(new DeliveryProblem(`no answer within ${timeout} ms`)), timeout);
  // A receiver in the same process may go on without heeding the signal; the attempt ends all the same.
  const givenUp = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
  try {
    const response = await Promise.race([deliver((request) => send(request, reach, signal)), givenUp]);
    // Not waited for: what counts is the status, and a body can be endless.
    response.body?.cancel().catch(() => undefined);
    return { outcome: response.ok ? "delivered" : "failed", status: response.status };
  } catch (error) {
    const problem: unknown = signal.aborted ? signal.reason : error;
    if (problem instanceof DeliveryProblem) return { outcome: problem.outcome, error: problem.message };
    return { outcome: "failed", error: "no request can be made of the webhook's URL and authorization" };
  } finally {
    clearTimeout(timer);
  }
}
