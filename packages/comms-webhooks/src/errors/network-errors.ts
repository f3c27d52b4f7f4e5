import { CommsWebhooksError, type ErrorContext, isCommsWebhooksError } from "./comms-webhooks-error.js";

/** What is known of a network failure. */
interface NetworkFailure {
  readonly sending: "impossible" | "notSent" | "unknown";
  /** Whether the same call may succeed later. Default: unless it is impossible to send the request. */
  readonly retryable?: boolean;
  readonly received?: "none" | "incomplete";
  readonly cause?: unknown;
}

/** No complete response arrived: no connection, or it broke. `cause` is a copy of what `fetch` threw, without secrets. */
export class NetworkError extends CommsWebhooksError {
  override readonly name = "NetworkError" as const;
  /** Whether the request certainly wasn't sent, as far as the runtime reports why it failed. */
  readonly notSent: boolean;

  constructor(context: ErrorContext, reason: string, failure: NetworkFailure) {
    const { sending, retryable = sending !== "impossible", received, cause } = failure;
    const missing = received === "incomplete" ? "complete response" : "response";
    super(`${context.method} ${context.url} got no ${missing}: ${reason}`, context, { retryable, cause });
    this.notSent = sending !== "unknown";
  }
}

/**
 * Returns whether a value is a {@link NetworkError}.
 *
 * @example
 * ```ts
 * import { isNetworkError } from "comms-webhooks";
 * import { createWebexWebhooks } from "comms-webhooks/webex";
 *
 * const webex = createWebexWebhooks({ auth: process.env["WEBEX_TOKEN"]! });
 *
 * try {
 *   await webex.list().toArray();
 * } catch (error) {
 *   if (!isNetworkError(error)) throw error;
 *   console.log(error.notSent, error.cause);
 * }
 * ```
 */
export function isNetworkError(value: unknown): value is NetworkError {
  return isCommsWebhooksError(value) && value.name === "NetworkError";
}

/** The time was up: the `timeout` of the last attempt, or the `deadline` of the call. */
export class TimeoutError extends CommsWebhooksError {
  override readonly name = "TimeoutError" as const;
  /** Which option set the limit. */
  readonly limit: "timeout" | "deadline";
  /** The limit in milliseconds. */
  readonly milliseconds: number;

  constructor(context: ErrorContext, limit: "timeout" | "deadline", milliseconds: number) {
    const message = `${context.method} ${context.url} got no response within its ${limit} of ${milliseconds} ms`;
    super(message, context, { retryable: true });
    this.limit = limit;
    this.milliseconds = milliseconds;
  }
}

/**
 * Returns whether a value is a {@link TimeoutError}.
 *
 * @example
 * ```ts
 * import { isTimeoutError } from "comms-webhooks";
 * import { createWebexWebhooks } from "comms-webhooks/webex";
 *
 * const webex = createWebexWebhooks({ auth: process.env["WEBEX_TOKEN"]! });
 *
 * try {
 *   await webex.list().toArray();
 * } catch (error) {
 *   if (!isTimeoutError(error)) throw error;
 *   console.log(error.limit, error.milliseconds);
 * }
 * ```
 */
export function isTimeoutError(value: unknown): value is TimeoutError {
  return isCommsWebhooksError(value) && value.name === "TimeoutError";
}

/** A signal of the client or of the call aborted it. `cause` is the signal's reason. */
export class AbortError extends CommsWebhooksError {
  override readonly name = "AbortError" as const;

  constructor(context: ErrorContext, cause: unknown) {
    super(`${context.method} ${context.url} was aborted`, context, { retryable: false, cause });
  }
}

/**
 * Returns whether a value is an {@link AbortError}.
 *
 * @example
 * ```ts
 * import { isAbortError } from "comms-webhooks";
 * import { createWebexWebhooks } from "comms-webhooks/webex";
 *
 * const webex = createWebexWebhooks({ auth: process.env["WEBEX_TOKEN"]! });
 *
 * try {
 *   await webex.list().toArray();
 * } catch (error) {
 *   if (!isAbortError(error)) throw error;
 *   console.log(error.cause);
 * }
 * ```
 */
export function isAbortError(value: unknown): value is AbortError {
  return isCommsWebhooksError(value) && value.name === "AbortError";
}
