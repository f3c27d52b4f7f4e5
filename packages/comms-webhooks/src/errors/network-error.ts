import { type CallInfo, CommsWebhooksError, isCommsWebhooksError } from "./comms-webhooks-error.js";

/** No complete answer came: no connection, or it broke. `cause` is a copy of what `fetch` threw, without secrets. */
export class NetworkError extends CommsWebhooksError {
  override readonly name = "NetworkError" as const;

  constructor(call: CallInfo, reason: string, options: { cause?: unknown; hint?: string | undefined } = {}) {
    super(`${call.method} ${call.url} got no answer: ${reason}`, call, { ...options, retryable: true });
  }
}

/** Tells whether a value is a {@link NetworkError}. */
export function isNetworkError(value: unknown): value is NetworkError {
  return isCommsWebhooksError(value) && value.name === "NetworkError";
}
