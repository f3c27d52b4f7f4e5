import { type CallInfo, CommsWebhooksError, isCommsWebhooksError } from "./comms-webhooks-error.js";

/** The caller's signal aborted the call. `cause` is the signal's reason. */
export class AbortError extends CommsWebhooksError {
  override readonly name = "AbortError" as const;

  constructor(call: CallInfo, reason: unknown, hint?: string) {
    super(`${call.method} ${call.url} was aborted`, call, { retryable: false, cause: reason, hint });
  }
}

/** Tells whether a value is an {@link AbortError}. */
export function isAbortError(value: unknown): value is AbortError {
  return isCommsWebhooksError(value) && value.name === "AbortError";
}
