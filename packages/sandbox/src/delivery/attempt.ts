/** How an attempt ended: `refused` was never sent, since the URL is not on this machine; `cancelled` was cut off. */
export type AttemptOutcome = "delivered" | "failed" | "refused" | "cancelled";

/** One attempt to deliver an event to a webhook. */
export interface DeliveryAttempt {
  /** Whose webhook. */
  readonly api: "webex" | "8x8";
  /** The id of a Webex webhook; the account, the sub-account and the type of one of 8x8, with slashes between. */
  readonly webhook: string;
  /** The name of the delivery. */
  readonly name: string;
  /** Where it went, without a user and a password. */
  readonly url: string;
  /** When it began, in ISO 8601. */
  readonly time: string;
  /** 1 for the first one, then the retries. */
  readonly attempt: number;
  /** How it ended; only a `failed` one counts as a failure. */
  readonly outcome: AttemptOutcome;
  /** The status of the receiver's answer, if there was one. */
  readonly status?: number;
  /** Why there was no answer; never with a secret in it. */
  readonly error?: string;
  /** When the next attempt comes, in ISO 8601, if there is one. */
  readonly retryAt?: string;
}

const most = 1000;

/** The last 1000 attempts. */
export class AttemptLog {
  #attempts: DeliveryAttempt[] = [];

  add(attempt: DeliveryAttempt): void {
    this.#attempts.push(attempt);
    if (this.#attempts.length > most) this.#attempts.shift();
  }

  all(): DeliveryAttempt[] {
    return [...this.#attempts];
  }

  clear(): void {
    this.#attempts = [];
  }
}
