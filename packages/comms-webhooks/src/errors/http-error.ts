import { CommsWebhooksError, type ErrorContext, hide, isCommsWebhooksError } from "./comms-webhooks-error.js";

/** What a response other than 2xx reports, as its vendor's module parses it. */
export interface ErrorDetails {
  /** The reason in the vendor's words. */
  readonly reason?: string | undefined;
  /** The id of the request, to name to the vendor's support. */
  readonly requestId?: string | undefined;
  /** The vendor's error code. */
  readonly code?: number | undefined;
  /** What to do next. */
  readonly hint?: string | undefined;
}

/** What the status line and the headers of a response report. */
interface StatusLine {
  readonly status: number;
  readonly statusText: string;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** The `Retry-After` header in milliseconds. */
  readonly retryAfter?: number | undefined;
}

/** The server returned a status other than 2xx. */
export class HttpError extends CommsWebhooksError {
  override readonly name = "HttpError" as const;
  /** The HTTP status. */
  readonly status: number;
  /** The id of the request, to name to the vendor's support. */
  readonly requestId: string | undefined;
  /** The vendor's error code. */
  readonly code: number | undefined;
  /** How long the server asks to wait before the next request, in milliseconds. */
  readonly retryAfter: number | undefined;
  /** The body: parsed where it is JSON, else its text, possibly empty. */
  declare readonly body: unknown;

  constructor(context: ErrorContext, line: StatusLine, body: unknown, details: ErrorDetails) {
    const { reason, requestId, code, hint = context.hint } = details;
    const status = `${line.status} ${line.statusText}`.trim();
    const message = `${context.method} ${context.url} failed with ${status}${reason ? `: ${reason}` : ""}`;
    super(message, { ...context, hint }, line);
    this.status = line.status;
    this.requestId = requestId;
    this.code = code;
    this.retryAfter = line.retryAfter;
    hide(this, "body", body);
  }
}

/**
 * Returns whether a value is an {@link HttpError}.
 *
 * @example
 * ```ts
 * import { isHttpError } from "comms-webhooks";
 * import { createWebexWebhooks } from "comms-webhooks/webex";
 *
 * const webex = createWebexWebhooks({ auth: process.env["WEBEX_TOKEN"]! });
 *
 * try {
 *   await webex.list().toArray();
 * } catch (error) {
 *   if (!isHttpError(error)) throw error;
 *   console.log(error.status, error.requestId);
 * }
 * ```
 */
export function isHttpError(value: unknown): value is HttpError {
  return isCommsWebhooksError(value) && value.name === "HttpError";
}
