import type { ReceiverResponse } from "./delivery.js";
import type { Rejection } from "./options.js";
import type { Progress } from "./process.js";
import type { Outcome } from "./process-once.js";

const statuses = { done: 200, failed: 500, busy: 503, running: 202 } as const;

/** Creates the response to a delivery by how processing ended, or by how far it got until the deadline. */
export function outcomeResponse(outcome: Outcome | Progress): ReceiverResponse {
  return { status: statuses[outcome], headers: outcome === "busy" ? { "Retry-After": "1" } : {}, body: null };
}

/** Creates the response to a rejected request. */
export function rejectionResponse({ status, reason, message }: Rejection): ReceiverResponse {
  const headers = { "Content-Type": "text/plain; charset=utf-8", ...(reason === "method" && { Allow: "POST" }) };
  return { status, headers, body: `${message}\n` };
}

/** Waits for a promise that never rejects, or until the deadline. */
export function withDeadline<Output>(
  promise: Promise<Output>,
  deadline: number,
  setTimer: (callback: () => void, milliseconds: number) => () => void,
): Promise<Output | "deadline"> {
  return new Promise((resolve) => {
    const cancel = setTimer(() => resolve("deadline"), deadline);
    promise.then((output) => {
      cancel();
      resolve(output);
    });
  });
}
