import type { AttemptOutcome } from "./attempt.js";

/** Says why an attempt got no answer, in words that go into the log: without secrets. */
export class DeliveryProblem extends Error {
  /** How the attempt ended. */
  readonly outcome: AttemptOutcome;

  constructor(message: string, outcome: AttemptOutcome = "failed") {
    super(message);
    this.outcome = outcome;
  }
}
