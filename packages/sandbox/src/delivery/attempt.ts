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

/** Ends an attempt without a response. Its message goes into the log, so it contains no secret. */
export class DeliveryError extends Error {
  override readonly name = "DeliveryError" as const;
  /** How the attempt ended. */
  readonly outcome: AttemptOutcome;

  constructor(message: string, outcome: AttemptOutcome = "failed") {
    super(message);
    this.outcome = outcome;
  }
}

const maxLogged = 1000;

/** The last 1000 attempts, in the order in which they ended. */
export class AttemptLog {
  #attempts: AttemptRecord[] = [];

  add(attempt: AttemptRecord): void {
    this.#attempts.push(attempt);
    if (this.#attempts.length > maxLogged) this.#attempts.shift();
  }

  all(): AttemptRecord[] {
    return [...this.#attempts];
  }

  clear(): void {
    this.#attempts = [];
  }
}
