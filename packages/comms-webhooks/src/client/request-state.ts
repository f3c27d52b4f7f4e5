import { formatIssues, type Issue } from "@comms-webhooks/validation";
import type { ErrorContext } from "../errors/comms-webhooks-error.js";
import { type ErrorDetails, HttpError } from "../errors/http-error.js";
import { InvalidRequestError, InvalidResponseError } from "../errors/invalid-errors.js";
import { NetworkError } from "../errors/network-errors.js";
import { codesOf, copyError, messageOf } from "./error-cause.js";
import type { AttemptInfo } from "./options.js";
import { type Redact, redactIssues, redactor, secretsIn, secretsInHeaders } from "./redact.js";
import { parseJson } from "./response.js";
import { isRetryable, notProcessed } from "./retry-policy.js";

/** What is known of a response before its body. */
export interface ResponseHead {
  readonly status: number;
  readonly headers: Pick<Headers, "get">;
}

/** What the core knows of an API. */
export interface ApiDefinition {
  readonly operations: {
    readonly [id: string]: { readonly method: string; readonly path: string; readonly idempotent: boolean };
  };
  /** Parses what a response reports of a failure. The body is `undefined` where only the headers count. */
  readonly parseErrorDetails: (
    response: ResponseHead,
    body: unknown,
    request: { readonly url: string; readonly body: unknown },
  ) => ErrorDetails;
  /** The fields whose values are secrets. */
  readonly secretFields: readonly string[];
}

/** An operation to execute. */
export interface OperationRequest<Output = unknown> {
  readonly id: string;
  /** The body that is sent, for its secrets and for hints. */
  readonly body?: unknown;
  /** The status by which the server reports, after an attempt without a response, that this one was processed. */
  readonly processedStatus?: number;
  /**
   * Finds the result of an earlier attempt before an operation that isn't idempotent is retried. Returns nothing where it
   * certainly wasn't processed, and throws where that can't be found out.
   */
  readonly reconcile?: () => Promise<Output | undefined>;
}

const redirectHint = "Redirects are not followed. Set baseUrl to the final address.";

const doubtHint = "The request may have been processed. Check before you retry.";

/** How far an operation's request got, and the errors to throw there, which contain none of its secrets. */
export class RequestState {
  readonly #api: ApiDefinition;
  readonly #operation: OperationRequest;
  readonly #headers: Readonly<Record<string, string>>;
  readonly idempotent: boolean;
  method: string;
  url: string;
  /** How many requests were sent. */
  attempts = 0;
  /** The tokens that were used, the current one last. */
  readonly tokens: string[] = [];
  /** Whether an attempt that has ended may have been processed, although it failed. */
  maybeProcessed = false;
  /** Whether an attempt was sent and hasn't ended. */
  inFlight = false;

  constructor(api: ApiDefinition, operation: OperationRequest, headers: Readonly<Record<string, string>> = {}) {
    const { method = "", path = "", idempotent = false } = api.operations[operation.id] ?? {};
    this.#api = api;
    this.#operation = operation;
    this.#headers = headers;
    this.idempotent = idempotent;
    this.method = method;
    this.url = path;
  }

  attemptInfo(status: number | undefined): AttemptInfo {
    const { method, url, attempts: attempt } = this;
    return { operationId: this.#operation.id, method, url, attempt, ...(status !== undefined && { status }) };
  }

  errorContext(): ErrorContext {
    const { method, url, attempts } = this;
    const inDoubt = !this.idempotent && (this.maybeProcessed || this.inFlight);
    return { operationId: this.#operation.id, method, url, attempts, hint: inDoubt ? doubtHint : undefined };
  }

  invalidRequest(issues: readonly Issue[]): InvalidRequestError {
    return new InvalidRequestError(this.errorContext(), issues, formatIssues(issues));
  }

  /** `fetch` threw, or the body broke off. */
  networkError(thrown: unknown, reason?: string): NetworkError {
    const redact = this.#redactor();
    const context = this.errorContext();
    const hint = notProcessed({ codes: codesOf(thrown) }) ? undefined : context.hint;
    const message = redact(messageOf(thrown));
    return new NetworkError(
      { ...context, hint },
      reason ? `${reason} (${message})` : message,
      copyError(thrown, redact),
    );
  }

  /** The status isn't 2xx. */
  httpError(response: Response, retryAfter: number | undefined, body = ""): HttpError {
    const { status } = response;
    const redact = this.#redactor();
    const context = this.errorContext();
    const hint = !notProcessed({ status }) ? context.hint : status < 400 ? redirectHint : undefined;
    const parsed = parseJson(body);
    const value = parsed ? parsed.value : body;
    return new HttpError(
      { ...context, hint },
      { status, statusText: redact(response.statusText), retryable: isRetryable(status), retryAfter },
      value,
      this.#errorDetails(response, value, redact),
    );
  }

  /** The status is 2xx, but the body isn't what the API describes. What the server wrote is quoted in brackets. */
  invalidResponse(
    response: ResponseHead,
    body: string,
    reason: string | readonly Issue[],
    quoted?: string,
  ): InvalidResponseError {
    const redact = this.#redactor();
    const { requestId } = this.#errorDetails(response, undefined, redact);
    const issues = typeof reason === "string" ? [] : redactIssues(reason, redact);
    const text = typeof reason === "string" ? reason : formatIssues(issues);
    return new InvalidResponseError(
      this.errorContext(),
      { status: response.status, body, requestId },
      quoted === undefined ? text : `${text} (${redact(quoted)})`,
      issues,
    );
  }

  #errorDetails(response: ResponseHead, body: unknown, redact: Redact): ErrorDetails {
    const request = { url: this.url, body: this.#operation.body };
    const { reason, requestId, ...rest } = this.#api.parseErrorDetails(response, body, request);
    return { ...rest, reason: reason && redact(reason), requestId: requestId && redact(requestId) };
  }

  #redactor(): Redact {
    const { secretFields } = this.#api;
    return redactor([
      ...this.tokens,
      ...secretsIn(this.#operation.body, secretFields),
      ...secretsInHeaders(this.#headers),
    ]);
  }
}
