import { type CallInfo, CommsWebhooksError, isCommsWebhooksError } from "./comms-webhooks-error.js";

/** No complete answer came: no connection, or it broke, or the call was aborted. `cause` is a copy of what `fetch` threw, without secrets. */
export class NetworkError extends CommsWebhooksError {
  override readonly name = "NetworkError" as const;

  constructor(call: CallInfo, reason: string, cause: unknown) {
    super(`${call.method} ${call.url} got no answer: ${reason}`, call, { retryable: true, cause });
  }
}

/** Tells whether a value is a {@link NetworkError}. */
export function isNetworkError(value: unknown): value is NetworkError {
  return isCommsWebhooksError(value) && value.name === "NetworkError";
}
