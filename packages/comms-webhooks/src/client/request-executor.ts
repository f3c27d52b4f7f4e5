import type { CommsWebhooksError } from "../errors/comms-webhooks-error.js";
import { isCommsWebhooksError } from "../errors/comms-webhooks-error.js";
import { AbortError, isAbortError, isNetworkError, isTimeoutError, NetworkError } from "../errors/network-errors.js";
import { codesOf } from "./error-cause.js";
import type { Call } from "./limits.js";
import type { BaseClientOptions } from "./options.js";
import { tokenIssues } from "./parameters.js";
import type { OperationRequest, RequestState } from "./request-state.js";
import { discard, isResponse, parseJson, ReadResponse, type RequestTemplate, readText } from "./response.js";
import { parseRetryAfter, retryDelay } from "./retry-delay.js";
import { type AttemptFailure, decideRetry, notProcessed, type RetryDecision } from "./retry-policy.js";

/** A retry after a wait in milliseconds. `error` is how the attempt failed, where its response was read. */
interface Retry {
  readonly decision: Exclude<RetryDecision, "fail">;
  readonly delay: number;
  readonly status: number | undefined;
  readonly error?: CommsWebhooksError;
}

/** Executes an operation's request: as many attempts as it takes, each a Request of its own, and the waits between. */
export class RequestExecutor {
  readonly #client: BaseClientOptions;
  readonly #call: Call;
  readonly #operation: OperationRequest;
  readonly #state: RequestState;
  readonly #ignoresBody: boolean;

  constructor(
    client: BaseClientOptions,
    call: Call,
    operation: OperationRequest,
    state: RequestState,
    ignoresBody: boolean,
  ) {
    this.#client = client;
    this.#call = call;
    this.#operation = operation;
    this.#state = state;
    this.#ignoresBody = ignoresBody;
  }

  /** The `fetch` of openapi-fetch: authorizes the request, limits its time, retries it and reads the response. */
  async fetch(template: RequestTemplate): Promise<ReadResponse> {
    this.#state.url = template.url;
    await this.#authorize();
    for (;;) {
      const result = await this.#attempt(template);
      if (result instanceof ReadResponse) return result;
      const { decision, delay, status, error } = result;
      callHook(this.#call.options.onRetry, { ...this.#state.attemptInfo(status), delay });
      await this.#call.wait(delay, this.#state);
      if (decision === "reauthenticate") await this.#authorize();
      const found = decision === "reconcile" ? await this.#reconcile(error) : undefined;
      if (found !== undefined) return reconciled(found);
    }
  }

  /** Gets a token: the first one, or another after a 401. */
  async #authorize(): Promise<void> {
    const { auth } = this.#client;
    const { tokens } = this.#state;
    const context = { refused: tokens.length > 0 };
    const token =
      typeof auth === "string"
        ? auth
        : await this.#call.withTimeLimit(Number.POSITIVE_INFINITY, this.#state, async () => auth(context));
    const issues = tokenIssues(token);
    if (issues.length > 0) throw this.#state.invalidRequest(issues);
    tokens.push(token);
  }

  async #attempt(template: RequestTemplate): Promise<ReadResponse | Retry> {
    const { timeout = 30_000, onAttempt } = this.#call.options;
    const { attempts } = this.#state;
    let status: number | undefined;
    let failed: { response: Response; retryAfter: number | undefined; retry: Retry | undefined } | undefined;
    try {
      return await this.#call.withTimeLimit(timeout, this.#state, async (signal) => {
        const response = await this.#send(template, signal);
        status = response.status;
        const wasProcessed = this.#state.maybeProcessed && status === this.#operation.processedStatus;
        if (response.ok || wasProcessed) return this.#read(response, signal);
        const retryAfter = parseRetryAfter(response.headers.get("Retry-After"), this.#call.now());
        const retry = this.#retry({ status }, retryAfter);
        if (retry && retry.decision !== "reconcile") {
          discard(response);
          return retry;
        }
        // Reconciling may find nothing, and then this failure is reported.
        failed = { response, retryAfter, retry };
        throw this.#state.httpError(response, retryAfter, await this.#readText(response, signal));
      });
    } catch (caught) {
      // The status counts, also where its body broke off or timed out.
      const cutShort = failed && (isNetworkError(caught) || isTimeoutError(caught));
      const error = failed && cutShort ? this.#state.httpError(failed.response, failed.retryAfter) : caught;
      if (!isCommsWebhooksError(error) || !error.retryable) throw error;
      const retry = failed ? failed.retry : this.#retry({ codes: codesOf(error.cause) }, undefined);
      if (!retry) throw error;
      return { ...retry, error };
    } finally {
      if (this.#state.attempts > attempts) callHook(onAttempt, this.#state.attemptInfo(status));
    }
  }

  /** Sends a Request, and returns the response as soon as it begins. */
  async #send({ url, method, headers, body }: RequestTemplate, signal: AbortSignal): Promise<Response> {
    headers.set("Authorization", `Bearer ${this.#state.tokens.at(-1)}`);
    // These APIs don't redirect, and the token goes nowhere else.
    const init = { method, headers, signal, redirect: "manual", ...(body !== undefined && { body }) } as const;
    const request = new Request(url, init);
    this.#state.inFlight = true;
    this.#state.attempts += 1;
    let response: unknown;
    try {
      response = await (this.#client.fetch ?? fetch)(request);
    } catch (error) {
      throw this.#state.networkError(error);
    }
    if (!isResponse(response)) {
      throw new NetworkError(this.#state.errorContext(), "the custom fetch didn't return a Response");
    }
    if (!signal.aborted) return response;
    // It arrived too late: the call goes on without it, or has ended.
    discard(response);
    throw signal.reason;
  }

  async #read(response: Response, signal: AbortSignal): Promise<ReadResponse> {
    if (this.#ignoresBody) {
      discard(response);
      return new ReadResponse(response, "");
    }
    const text = await this.#readText(response, signal);
    if (text === "") throw this.#state.invalidResponse(response, text, "the body is empty");
    const parsed = parseJson(text);
    if (parsed) return new ReadResponse(response, text, parsed.value);
    const mediaType = response.headers.get("Content-Type") ?? "no media type";
    throw this.#state.invalidResponse(response, text, "the body isn't valid JSON", mediaType);
  }

  async #readText(response: Response, signal: AbortSignal): Promise<string> {
    try {
      return await readText(response, signal);
    } catch (error) {
      throw this.#state.networkError(error, "the body broke off");
    }
  }

  /** Decides on a retry: the failure, the retries that are left, and the time that is left allow it. */
  #retry(failure: AttemptFailure, retryAfter: number | undefined): Retry | undefined {
    const { auth, random = Math.random } = this.#client;
    const { retries = 2, maxRetryAfter = 60_000 } = this.#call.options;
    const { attempts, tokens, idempotent } = this.#state;
    const canReauthenticate = typeof auth === "function" && tokens.length === 1;
    const canReconcile = this.#operation.reconcile !== undefined;
    const decision = decideRetry(failure, { idempotent, canReconcile, canReauthenticate });
    this.#state.inFlight = false;
    if (!notProcessed(failure)) this.#state.maybeProcessed = true;
    // A new token after a 401 doesn't count as a retry, but without retries there is one request and no more.
    const counted = attempts - tokens.length + 1;
    if (decision === "fail" || (decision === "reauthenticate" ? retries === 0 : counted > retries)) return undefined;
    const delay = retryDelay({ decision, attempts: counted, retryAfter, maxRetryAfter, random });
    return this.#call.hasTimeFor(delay) ? { decision, delay, status: failure.status } : undefined;
  }

  /** Finds out whether the operation was processed after all. */
  async #reconcile(error: CommsWebhooksError | undefined): Promise<unknown> {
    const found = await this.#operation.reconcile?.().catch((failure: unknown) => {
      if (isAbortError(failure)) throw new AbortError(this.#state.errorContext(), failure.cause);
      throw error; // How the operation failed says more than how reconciling failed.
    });
    this.#state.maybeProcessed = false;
    return found;
  }
}

/** What an earlier attempt created takes the place of the response. */
function reconciled(found: unknown): ReadResponse {
  return new ReadResponse({ status: 200, headers: { get: () => null } }, JSON.stringify(found), found);
}

/** Calls a hook. Errors it throws are logged and don't fail the call. */
function callHook<Info>(hook: ((info: Info) => void) | undefined, info: Info): void {
  if (!hook) return;
  // A hook may be async, whatever its type says.
  new Promise<void>((resolve) => resolve(hook(info))).catch((error: unknown) => {
    console.error("A hook of comms-webhooks failed:", error);
  });
}
