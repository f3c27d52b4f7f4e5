const brand = Symbol.for("comms-webhooks.error");
const inspect = Symbol.for("nodejs.util.inspect.custom");

/** The operation that failed, as errors report it. */
export interface ErrorContext {
  /** The operation's id in the OpenAPI document, such as `createWebhook`. */
  readonly operationId: string;
  /** The HTTP method. */
  readonly method: string;
  /** The full URL, or the path's template where no request was built. */
  readonly url: string;
  /** How many requests were sent for the operation. */
  readonly attempts: number;
  /** What to do next, as whole sentences. */
  readonly hint?: string | undefined;
}

/** The base class of all errors of this package. Its text forms (message, JSON, inspection) contain no secrets. */
export class CommsWebhooksError extends Error {
  override readonly name: string = "CommsWebhooksError";
  /** The operation's id in the OpenAPI document, such as `createWebhook`. */
  readonly operationId: string;
  /** The HTTP method. */
  readonly method: string;
  /** The full URL, or the path's template where no request was built. */
  readonly url: string;
  /** How many requests were sent for the operation that failed. */
  readonly attempts: number;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** What to do next, where that is known. */
  readonly hint: string | undefined;

  constructor(
    message: string,
    { operationId, method, url, attempts, hint }: ErrorContext,
    { retryable, cause }: { readonly retryable: boolean; readonly cause?: unknown },
  ) {
    super(hint === undefined ? message : joinSentences(message, hint), cause === undefined ? undefined : { cause });
    this.operationId = operationId;
    this.method = method;
    this.url = url;
    this.attempts = attempts;
    this.retryable = retryable;
    this.hint = hint;
    Object.defineProperty(this, brand, { value: true });
    Object.defineProperty(this, inspect, { value: (_: number, ...how: Inspection) => show(this, ...how) });
  }

  /** Returns the error as plain data for logs: no body, no cause, no secret. */
  toJSON(): Record<string, unknown> {
    return Object.fromEntries([["message", this.message], ...Object.entries(this)]);
  }
}

/** What Node passes to a method of inspection, after the depth. */
type Inspection = [options: object, inspectValue: (value: unknown, options: object) => string];

/** Formats the error for `console.log` in Node: its stack and its fields, without cause and body. */
function show(error: CommsWebhooksError, ...[options, inspectValue]: Inspection): string {
  const { name: _name, message: _message, ...fields } = error.toJSON();
  return `${error.stack ?? error.message} ${inspectValue(fields, options)}`;
}

/** Joins sentences. The first may contain a vendor's words, which end with a full stop or with none. */
function joinSentences(first: string, second: string): string {
  return `${first.replace(/([!?]?)[\s.:;,]*$/, (_, end: string) => end || ".")} ${second}`;
}

/**
 * Returns whether a value is an error of this package, also one of another copy of it or of another realm.
 *
 * @example
 * ```ts
 * import { isCommsWebhooksError } from "comms-webhooks";
 * import { createWebexWebhooks } from "comms-webhooks/webex";
 *
 * const webex = createWebexWebhooks({ auth: process.env["WEBEX_TOKEN"]! });
 *
 * try {
 *   await webex.list().toArray();
 * } catch (error) {
 *   if (!isCommsWebhooksError(error)) throw error;
 *   console.log(error.name, error.message, error.retryable);
 * }
 * ```
 */
export function isCommsWebhooksError(value: unknown): value is CommsWebhooksError {
  return typeof value === "object" && value !== null && brand in value;
}

/** Keeps a value on an error for programs, and out of its text forms. */
export function hide(error: CommsWebhooksError, name: string, value: unknown): void {
  Object.defineProperty(error, name, { value, enumerable: false });
}
