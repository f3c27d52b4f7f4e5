import { DeliveryError, type DeliveryOptions, type Send, send } from "./send.js";

/**
 * How an attempt ended. A `refused` one wasn't sent, because its URL isn't on this machine. A `cancelled` one was cut off
 * by `reset` or `close`.
 */
export type AttemptOutcome = "delivered" | "failed" | "refused" | "cancelled";

/** One attempt to deliver an event to a webhook. */
export interface AttemptRecord {
  /** The API that the webhook belongs to. */
  readonly api: string;
  /** What identifies the webhook: the id at Webex, `account/sub-account/type` at 8x8. */
  readonly webhook: string;
  /** The name of the delivery. */
  readonly name: string;
  /** The URL that it was sent to, without user and password. */
  readonly url: string;
  /** When it began, in ISO 8601. */
  readonly time: string;
  /** 1 for the first attempt; retries count up. */
  readonly attempt: number;
  /** How it ended. Only `failed` counts as a failure. */
  readonly outcome: AttemptOutcome;
  /** The status of the receiver's response, if there was one. */
  readonly status?: number;
  /** Why there was no response. Never contains a secret. */
  readonly error?: string;
  /** When the next attempt follows, in ISO 8601, if there is one. */
  readonly retryAt?: string;
}

/** The part of a record that the attempt itself determines. */
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

const maxLogged = 1000;

/** The last 1000 attempts, in the order in which they ended. */
export class AttemptLog {
  readonly #onAttempt: ((attempt: AttemptRecord) => void) | undefined;
  #attempts: AttemptRecord[] = [];

  constructor(onAttempt?: (attempt: AttemptRecord) => void) {
    this.#onAttempt = onAttempt;
  }

  add(attempt: AttemptRecord): void {
    this.#attempts.push(attempt);
    if (this.#attempts.length > maxLogged) this.#attempts.shift();
    this.#onAttempt?.(attempt);
  }

  all(): AttemptRecord[] {
    return [...this.#attempts];
  }

  clear(): void {
    this.#attempts = [];
  }
}
