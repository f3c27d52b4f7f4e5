import { type CallInfo, CommsWebhooksError, hide, isCommsWebhooksError } from "./comms-webhooks-error.js";

/** Statuses after which the same call may succeed later. */
const retryableStatuses = new Set([408, 423, 429, 500, 502, 503, 504]);

/** What an answer other than 2xx says, as its vendor's module reads it. */
export interface Failure {
  /** The reason in the vendor's words. */
  readonly reason?: string | undefined;
  /** The id to name to the vendor's support: Webex's tracking id, 8x8's error id. */
  readonly requestId?: string | undefined;
  /** The vendor's error code. */
  readonly code?: number | undefined;
  /** What to do next. */
  readonly hint?: string | undefined;
}

/** The server answered with a status other than 2xx. */
export class HttpError extends CommsWebhooksError {
  override readonly name = "HttpError" as const;
  /** The HTTP status. */
  readonly status: number;
  readonly requestId: string | undefined;
  readonly code: number | undefined;
  readonly hint: string | undefined;
  /** The body: parsed where it is JSON, else its text, possibly empty. */
  declare readonly body: unknown;

  constructor(call: CallInfo, response: { status: number; statusText: string }, body: unknown, failure: Failure) {
    const status = `${response.status} ${response.statusText}`.trim();
    const parts = [`${call.method} ${call.url} failed with ${status}`, failure.reason, failure.hint];
    super(parts.filter(Boolean).join(": "), call, { retryable: retryableStatuses.has(response.status) });
    this.status = response.status;
    this.requestId = failure.requestId;
    this.code = failure.code;
    this.hint = failure.hint;
    hide(this, "body", body);
  }
}

/** Tells whether a value is an {@link HttpError}. */
export function isHttpError(value: unknown): value is HttpError {
  return isCommsWebhooksError(value) && value.name === "HttpError";
}
