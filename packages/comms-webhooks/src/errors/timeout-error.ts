import { type CallInfo, CommsWebhooksError, isCommsWebhooksError } from "./comms-webhooks-error.js";

/** The time was up: the `timeout` of the last attempt, or the `deadline` of the call. */
export class TimeoutError extends CommsWebhooksError {
  override readonly name = "TimeoutError" as const;
  /** Which option set the limit. */
  readonly limit: "timeout" | "deadline";
  /** The limit in milliseconds. */
  readonly milliseconds: number;

  constructor(call: CallInfo, limit: "timeout" | "deadline", milliseconds: number, hint?: string) {
    super(`${call.method} ${call.url} got no answer within its ${limit} of ${milliseconds} ms`, call, {
      retryable: true,
      hint,
    });
    this.limit = limit;
    this.milliseconds = milliseconds;
  }
}

/** Tells whether a value is a {@link TimeoutError}. */
export function isTimeoutError(value: unknown): value is TimeoutError {
  return isCommsWebhooksError(value) && value.name === "TimeoutError";
}
