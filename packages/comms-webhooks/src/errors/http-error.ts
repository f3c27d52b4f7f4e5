import { isPassing } from "../client/retry-policy.js";
import { type CallInfo, CommsWebhooksError, hide, isCommsWebhooksError } from "./comms-webhooks-error.js";

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

/** An answer, as far as its headers say. */
interface Head {
  readonly status: number;
  readonly statusText: string;
  /** What the `Retry-After` header says, in milliseconds. */
  readonly retryAfter?: number | undefined;
}

/** The server answered with a status other than 2xx. */
export class HttpError extends CommsWebhooksError {
  override readonly name = "HttpError" as const;
  /** The HTTP status. */
  readonly status: number;
  readonly requestId: string | undefined;
  readonly code: number | undefined;
  /** How long the server asks to wait before the next request, in milliseconds. */
  readonly retryAfter: number | undefined;
  /** The body: parsed where it is JSON, else its text, possibly empty. */
  declare readonly body: unknown;

  constructor(call: CallInfo, head: Head, body: unknown, { reason, requestId, code, hint }: Failure) {
    const status = `${head.status} ${head.statusText}`.trim();
    const message = `${call.method} ${call.url} failed with ${status}${reason ? `: ${reason}` : ""}`;
    super(message, call, { retryable: isPassing(head.status), hint });
    this.status = head.status;
    this.requestId = requestId;
    this.code = code;
    this.retryAfter = head.retryAfter;
    hide(this, "body", body);
  }
}

/** Tells whether a value is an {@link HttpError}. */
export function isHttpError(value: unknown): value is HttpError {
  return isCommsWebhooksError(value) && value.name === "HttpError";
}
