import type { Issue } from "@comms-webhooks/validation";
import { type CallInfo, CommsWebhooksError, isCommsWebhooksError } from "./comms-webhooks-error.js";

/** The arguments of a call are wrong. Nothing was sent. */
export class InvalidRequestError extends CommsWebhooksError {
  override readonly name = "InvalidRequestError" as const;
  /** The mistakes, one entry each. */
  readonly issues: readonly Issue[];

  constructor(call: Omit<CallInfo, "attempts">, issues: readonly Issue[], reasons: string) {
    super(`${call.operationId} was not sent: ${reasons}`, { ...call, attempts: 0 }, { retryable: false });
    this.issues = issues;
  }
}

/** Tells whether a value is an {@link InvalidRequestError}. */
export function isInvalidRequestError(value: unknown): value is InvalidRequestError {
  return isCommsWebhooksError(value) && value.name === "InvalidRequestError";
}
