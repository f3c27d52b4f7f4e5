import type { Issue } from "@comms-webhooks/validation";
import { type CallInfo, CommsWebhooksError, hide, isCommsWebhooksError } from "./comms-webhooks-error.js";

/** The server answered 2xx with a body that the API does not describe: empty, no JSON, or of another shape. */
export class InvalidResponseError extends CommsWebhooksError {
  override readonly name = "InvalidResponseError" as const;
  /** The HTTP status. */
  readonly status: number;
  /** The id to name to the vendor's support. */
  readonly requestId: string | undefined;
  /** What is wrong with the shape; empty where there is no JSON at all. */
  readonly issues: readonly Issue[];
  /** The body's text, possibly empty. */
  declare readonly body: string;

  constructor(
    call: CallInfo,
    response: { status: number; body: string; requestId?: string | undefined },
    reason: string,
    { issues = [], hint }: { issues?: readonly Issue[] | undefined; hint?: string | undefined } = {},
  ) {
    super(`${call.method} ${call.url} answered ${response.status}, but ${reason}`, call, { retryable: false, hint });
    this.status = response.status;
    this.requestId = response.requestId;
    this.issues = issues;
    hide(this, "body", response.body);
  }
}

/** Tells whether a value is an {@link InvalidResponseError}. */
export function isInvalidResponseError(value: unknown): value is InvalidResponseError {
  return isCommsWebhooksError(value) && value.name === "InvalidResponseError";
}
