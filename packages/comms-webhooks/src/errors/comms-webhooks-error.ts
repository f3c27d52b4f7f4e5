const brand = Symbol.for("comms-webhooks.error");
const inspect = Symbol.for("nodejs.util.inspect.custom");

/** What an error knows of the call that failed. */
export interface CallInfo {
  /** The operation's id in the OpenAPI document, such as `createWebhook`. */
  readonly operationId: string;
  /** The HTTP method. */
  readonly method: string;
  /** The full URL, or the path's template where nothing was sent. */
  readonly url: string;
  /** How many requests were sent for the operation that failed. */
  readonly attempts: number;
}

/** What an error is made with beside its message. */
interface ErrorOptions {
  readonly retryable: boolean;
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/** The base of all errors of this package. Its text forms (message, JSON, inspection) hold no secrets. */
export class CommsWebhooksError extends Error {
  override readonly name: string = "CommsWebhooksError";
  readonly operationId: string;
  readonly method: string;
  readonly url: string;
  readonly attempts: number;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** What to do next, where that is known. */
  readonly hint: string | undefined;

  constructor(message: string, call: CallInfo, options: ErrorOptions) {
    super(
      options.hint === undefined ? message : `${message}: ${options.hint}`,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.operationId = call.operationId;
    this.method = call.method;
    this.url = call.url;
    this.attempts = call.attempts;
    this.retryable = options.retryable;
    this.hint = options.hint;
    Object.defineProperty(this, brand, { value: true });
    Object.defineProperty(this, inspect, { value: (_: number, ...how: Inspection) => show(this, ...how) });
  }

  /** The error as plain data for logs: no body, no cause, no secret. */
  toJSON(): Record<string, unknown> {
    return Object.fromEntries([["message", this.message], ...Object.entries(this)]);
  }
}

/** What Node passes to a method of inspection, after the depth. */
type Inspection = [options: object, inspectValue: (value: unknown, options: object) => string];

/** How Node shows the error: its stack and its fields, without cause and body. */
function show(error: CommsWebhooksError, ...[options, inspectValue]: Inspection): string {
  const { name: _name, message: _message, ...fields } = error.toJSON();
  return `${error.stack ?? error.message} ${inspectValue(fields, options)}`;
}

/** Tells whether a value is an error of this package, also one of another copy of it or of another realm. */
export function isCommsWebhooksError(value: unknown): value is CommsWebhooksError {
  return typeof value === "object" && value !== null && brand in value;
}

/** Keeps a value on an error for programs, and out of its text forms. */
export function hide(error: CommsWebhooksError, name: string, value: unknown): void {
  Object.defineProperty(error, name, { value, enumerable: false });
}
