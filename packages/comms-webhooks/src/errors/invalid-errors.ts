import type { Issue } from "@comms-webhooks/validation";
import { CommsWebhooksError, type ErrorContext, hide, isCommsWebhooksError } from "./comms-webhooks-error.js";

/** The arguments or options of a call are wrong. Nothing was sent. */
export class InvalidRequestError extends CommsWebhooksError {
  override readonly name = "InvalidRequestError" as const;
  /** The mistakes, one entry each. */
  readonly issues: readonly Issue[];

  constructor(context: Omit<ErrorContext, "attempts">, issues: readonly Issue[], reasons: string) {
    super(`${context.operationId} was not sent: ${reasons}`, { ...context, attempts: 0 }, { retryable: false });
    this.issues = issues;
  }
}

/**
 * Returns whether a value is an {@link InvalidRequestError}.
 *
 * @example
 * ```ts
 * import { isInvalidRequestError } from "comms-webhooks";
 * import { createWebexWebhooks } from "comms-webhooks/webex";
 *
 * const webex = createWebexWebhooks({ auth: process.env["WEBEX_TOKEN"]! });
 *
 * try {
 *   await webex.list().toArray();
 * } catch (error) {
 *   if (!isInvalidRequestError(error)) throw error;
 *   for (const { path, message } of error.issues) console.log(path, message);
 * }
 * ```
 */
export function isInvalidRequestError(value: unknown): value is InvalidRequestError {
  return isCommsWebhooksError(value) && value.name === "InvalidRequestError";
}

/** The server returned 2xx with a body that the API doesn't describe: empty, not JSON, or of another shape. */
export class InvalidResponseError extends CommsWebhooksError {
  override readonly name = "InvalidResponseError" as const;
  /** The HTTP status. */
  readonly status: number;
  /** The id of the request, to name to the vendor's support. */
  readonly requestId: string | undefined;
  /** What is wrong with the shape; empty where the body isn't JSON. */
  readonly issues: readonly Issue[];
  /** The body's text, possibly empty. */
  declare readonly body: string;

  constructor(
    context: ErrorContext,
    response: { readonly status: number; readonly body: string; readonly requestId?: string | undefined },
    reason: string,
    issues: readonly Issue[] = [],
  ) {
    const message = `${context.method} ${context.url} returned ${response.status}, but ${reason}`;
    super(message, context, { retryable: false });
    this.status = response.status;
    this.requestId = response.requestId;
    this.issues = issues;
    hide(this, "body", response.body);
  }
}

/**
 * Returns whether a value is an {@link InvalidResponseError}.
 *
 * @example
 * ```ts
 * import { isInvalidResponseError } from "comms-webhooks";
 * import { createWebexWebhooks } from "comms-webhooks/webex";
 *
 * const webex = createWebexWebhooks({ auth: process.env["WEBEX_TOKEN"]! });
 *
 * try {
 *   await webex.list().toArray();
 * } catch (error) {
 *   if (!isInvalidResponseError(error)) throw error;
 *   console.log(error.status, error.body, error.issues);
 * }
 * ```
 */
export function isInvalidResponseError(value: unknown): value is InvalidResponseError {
  return isCommsWebhooksError(value) && value.name === "InvalidResponseError";
}
