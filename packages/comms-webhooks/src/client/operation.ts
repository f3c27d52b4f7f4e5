import type { CommsWebhooksError } from "../errors/comms-webhooks-error.js";
import type { FetchInit, FetchResponse } from "./fetch.js";
import type { Call } from "./limits.js";
import type { AttemptInfo, BaseClientOptions } from "./options.js";
import { tokenIssues } from "./parameters.js";
import { secretsIn, secretsInHeaders } from "./redact.js";
import { type ParseErrorDetails, type RequestErrors, requestErrors } from "./request-errors.js";
import type { RequestTemplate } from "./response.js";
import { retryDelay } from "./retry-delay.js";
import { type AttemptFailure, decideRetry, notProcessed, type RetryDecision } from "./retry-policy.js";
import type { GetToken } from "./tokens.js";

/** Describes an API to the core. */
export interface ApiDefinition {
  readonly operations: {
    readonly [id: string]: { readonly method: string; readonly path: string; readonly idempotent: boolean };
  };
  readonly parseErrorDetails: ParseErrorDetails;
  /** The fields whose values are secrets. */
  readonly secretFields: readonly string[];
}

/** An operation to execute. */
export interface OperationRequest<Output = unknown> {
  readonly id: string;
  /** How many requests were sent for the same purpose before, which errors and hooks count too. Default: 0. */
  readonly earlierAttempts?: number;
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

/** A retry after a wait in milliseconds. `error` is how the attempt failed, where its response was read. */
export interface Retry {
  readonly decision: Exclude<RetryDecision, "fail">;
  readonly delay: number;
  readonly status: number | undefined;
  readonly error?: CommsWebhooksError;
}

const doubtHint = "The request may have been processed. Check before you retry.";

/** The state of an operation that is executed: its tokens, its attempts, and whether one may have been processed. */
export class Operation {
  /** Creates the operation's errors, which report its state. */
  readonly errors: RequestErrors;
  /** The path's template until a request is built. */
  url: string;
  /** How many requests were sent. */
  attempts = 0;
  /** Whether an attempt that has ended may have been processed, although it failed. */
  maybeProcessed = false;
  /** Whether an attempt was sent and hasn't ended. */
  #inFlight = false;
  readonly #tokens: string[] = [];
  readonly #client: BaseClientOptions;
  readonly #getToken: GetToken | undefined;
  readonly #call: Call;
  readonly #request: OperationRequest;
  readonly #definition: { readonly method: string; readonly idempotent: boolean };

  constructor(
    api: ApiDefinition,
    client: BaseClientOptions,
    getToken: GetToken | undefined,
    call: Call,
    request: OperationRequest,
  ) {
    const { id: operationId, body, earlierAttempts = 0 } = request;
    const { method = "", path = "", idempotent = false } = api.operations[operationId] ?? {};
    const { headers = {} } = call.options;
    this.#client = client;
    this.#getToken = getToken;
    this.#call = call;
    this.#request = request;
    this.#definition = { method, idempotent };
    this.url = path;
    this.errors = requestErrors(
      () => {
        const hint = !idempotent && (this.maybeProcessed || this.#inFlight) ? doubtHint : undefined;
        return { operationId, method, url: this.url, attempts: earlierAttempts + this.attempts, hint };
      },
      () => [...call.tokens, ...secretsIn(body, api.secretFields), ...secretsInHeaders(headers)],
      api.parseErrorDetails,
      body,
    );
  }

  /** Returns what hooks are called with. */
  info(status: number | undefined, headers?: FetchResponse["headers"]): AttemptInfo {
    const { operationId, method, url, attempts: attempt } = this.errors.context();
    const info = { operationId, method, url, attempt, ...(status !== undefined && { status }) };
    // A server may repeat a secret in a header, so that logs of the whole object don't contain them.
    return headers ? Object.defineProperty(info, "headers", { value: headers }) : info;
  }

  /** Gets a token: the first one, or another after a 401. */
  async authorize(): Promise<void> {
    const { auth } = this.#client;
    const get = async () => this.#getToken?.(this.#tokens.at(-1));
    const { withTimeLimit } = this.#call;
    const token =
      typeof auth === "string" ? auth : await withTimeLimit(Number.POSITIVE_INFINITY, this.errors.context, get);
    const issues = tokenIssues(token);
    if (issues.length > 0) throw this.errors.invalidRequest(issues);
    this.#tokens.push(token as string);
    this.#call.tokens.add(token as string);
  }

  /** Begins an attempt, and returns what `fetch` is called with beside the URL. */
  beginAttempt({ headers, body }: RequestTemplate, signal: AbortSignal): FetchInit {
    const { method } = this.#definition;
    headers.set("Authorization", `Bearer ${this.#tokens.at(-1)}`);
    this.#inFlight = true;
    this.attempts += 1;
    const init = { method, headers: Object.fromEntries(headers), signal, redirect: "manual" } as const;
    return body === undefined ? init : { ...init, body };
  }

  /** Returns whether a response reports success: of this attempt, or of an earlier one without a response. */
  isSuccess({ ok, status }: FetchResponse): boolean {
    return ok || (this.maybeProcessed && status === this.#request.processedStatus);
  }

  /** Ends an attempt that failed, and decides on a retry: the failure, the retries and the time that are left allow it. */
  planRetry(failure: AttemptFailure, retryAfter?: number): Retry | undefined {
    const { random = Math.random } = this.#client;
    const { retries = 2, maxRetryAfter = 60_000 } = this.#call.options;
    const canReauthenticate = this.#getToken !== undefined && this.#tokens.length === 1;
    const canReconcile = this.#request.reconcile !== undefined;
    const decision = decideRetry(failure, { ...this.#definition, canReconcile, canReauthenticate });
    this.#inFlight = false;
    if (!notProcessed(failure)) this.maybeProcessed = true;
    // A new token after a 401 doesn't count as a retry, but without retries there is one request and no more.
    const counted = this.attempts - this.#tokens.length + 1;
    if (decision === "fail" || (decision === "reauthenticate" ? retries === 0 : counted > retries)) return undefined;
    const delay = retryDelay({ decision, attempts: counted, retryAfter, maxRetryAfter, random });
    return this.#call.hasTimeFor(delay) ? { decision, delay, status: failure.status } : undefined;
  }
}
