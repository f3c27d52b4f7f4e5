import { type CommsWebhooksError, isCommsWebhooksError } from "../errors/comms-webhooks-error.js";
import { AbortError, isAbortError, isNetworkError, isTimeoutError } from "../errors/network-errors.js";
import { codesOf } from "./error-cause.js";
import type { Call } from "./limits.js";
import type { BaseClientOptions } from "./options.js";
import { tokenIssues } from "./parameters.js";
import { secretsIn, secretsInHeaders } from "./redact.js";
import { type ParseErrorDetails, type RequestErrors, requestErrors } from "./request-errors.js";
import {
  createReadResponse,
  discard,
  type ReadResponse,
  type RequestTemplate,
  readJson,
  readText,
  send,
} from "./response.js";
import { parseRetryAfter, retryDelay } from "./retry-delay.js";
import { type AttemptFailure, decideRetry, notProcessed, type RetryDecision } from "./retry-policy.js";

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
interface Retry {
  readonly decision: Exclude<RetryDecision, "fail">;
  readonly delay: number;
  readonly status: number | undefined;
  readonly error?: CommsWebhooksError;
}

const doubtHint = "The request may have been processed. Check before you retry.";

/**
 * Creates the `fetch` of an operation: it authorizes the request, limits its time, retries it and reads the response.
 * Each attempt sends a Request of its own.
 */
export function operationFetch(
  api: ApiDefinition,
  client: BaseClientOptions,
  call: Call,
  operation: OperationRequest,
  ignoresBody: boolean,
): { readonly fetch: (template: RequestTemplate) => Promise<ReadResponse>; readonly errors: RequestErrors } {
  const { id: operationId, body, processedStatus, reconcile } = operation;
  const { method = "", path = "", idempotent = false } = api.operations[operationId] ?? {};
  const { headers = {}, retries = 2, timeout = 30_000, maxRetryAfter = 60_000, onAttempt, onRetry } = call.options;
  const { auth } = client;
  const tokens: string[] = [];
  let url = path;
  let attempts = 0;
  /** Whether an attempt that has ended may have been processed, although it failed. */
  let maybeProcessed = false;
  /** Whether an attempt was sent and hasn't ended. */
  let inFlight = false;

  const errors = requestErrors(
    () => {
      const hint = !idempotent && (maybeProcessed || inFlight) ? doubtHint : undefined;
      return { operationId, method, url, attempts, hint };
    },
    () => [...tokens, ...secretsIn(body, api.secretFields), ...secretsInHeaders(headers)],
    api.parseErrorDetails,
    body,
  );

  const attemptInfo = (status: number | undefined) => {
    return { operationId, method, url, attempt: attempts, ...(status !== undefined && { status }) };
  };

  /** Gets a token: the first one, or another after a 401. */
  const authorize = async () => {
    const context = { rejected: tokens.length > 0 };
    const token =
      typeof auth === "string"
        ? auth
        : await call.withTimeLimit(Number.POSITIVE_INFINITY, errors.context, async () => auth(context));
    const issues = tokenIssues(token);
    if (issues.length > 0) throw errors.invalidRequest(issues);
    tokens.push(token);
  };

  /** Decides on a retry: the failure, the retries that are left, and the time that is left allow it. */
  const planRetry = (failure: AttemptFailure, retryAfter?: number): Retry | undefined => {
    const canReauthenticate = typeof auth === "function" && tokens.length === 1;
    const decision = decideRetry(failure, { idempotent, canReconcile: reconcile !== undefined, canReauthenticate });
    inFlight = false;
    if (!notProcessed(failure)) maybeProcessed = true;
    // A new token after a 401 doesn't count as a retry, but without retries there is one request and no more.
    const counted = attempts - tokens.length + 1;
    if (decision === "fail" || (decision === "reauthenticate" ? retries === 0 : counted > retries)) return undefined;
    const { random = Math.random } = client;
    const delay = retryDelay({ decision, attempts: counted, retryAfter, maxRetryAfter, random });
    return call.hasTimeFor(delay) ? { decision, delay, status: failure.status } : undefined;
  };

  const attempt = async (template: RequestTemplate): Promise<ReadResponse | Retry> => {
    const before = attempts;
    let status: number | undefined;
    let failed: { response: Response; retryAfter: number | undefined; retry: Retry | undefined } | undefined;
    try {
      return await call.withTimeLimit(timeout, errors.context, async (work) => {
        const { signal } = work;
        const { headers, body = null } = template;
        headers.set("Authorization", `Bearer ${tokens.at(-1)}`);
        // These APIs don't redirect, and the token goes nowhere else.
        const request = new Request(url, { method, headers, body, signal, redirect: "manual" });
        inFlight = true;
        attempts += 1;
        const response = await send(request, client.fetch, signal, errors);
        status = response.status;
        if (response.ok || (maybeProcessed && status === processedStatus)) {
          if (!ignoresBody) return readJson(response, work, errors);
          discard(response);
          return createReadResponse(response);
        }
        const retryAfter = parseRetryAfter(response.headers.get("Retry-After"), call.now());
        const retry = planRetry({ status }, retryAfter);
        if (retry && retry.decision !== "reconcile") {
          discard(response);
          return retry;
        }
        // Reconciling may find nothing, and then this failure is reported.
        failed = { response, retryAfter, retry };
        throw errors.http(response, retryAfter, await readText(response, work, errors));
      });
    } catch (caught) {
      // The status counts, also where its body broke off or timed out.
      const cutShort = failed && (isNetworkError(caught) || isTimeoutError(caught));
      const error = failed && cutShort ? errors.http(failed.response, failed.retryAfter) : caught;
      if (!isCommsWebhooksError(error) || !error.retryable) throw error;
      const retry = failed ? failed.retry : planRetry({ codes: codesOf(error.cause) });
      if (!retry) throw error;
      return { ...retry, error };
    } finally {
      if (onAttempt && attempts > before) callHook(onAttempt, attemptInfo(status));
    }
  };

  return {
    errors,
    async fetch(template) {
      url = template.url;
      await authorize();
      for (;;) {
        const result = await attempt(template);
        if ("ok" in result) return result;
        const { decision, delay, status, error } = result;
        if (onRetry) callHook(onRetry, { ...attemptInfo(status), delay });
        await call.wait(delay, errors.context);
        if (decision === "reauthenticate") await authorize();
        if (decision !== "reconcile") continue;
        const found = await reconcile?.().catch((failure: unknown) => {
          if (isAbortError(failure)) throw new AbortError(errors.context(), failure.cause);
          throw error; // How the operation failed says more than how reconciling failed.
        });
        maybeProcessed = false;
        // What an earlier attempt created takes the place of the response.
        const head = { status: 200, headers: { get: () => null } };
        if (found) return createReadResponse(head, JSON.stringify(found), found);
      }
    },
  };
}

/** Calls a hook. Errors it throws are logged and don't fail the call. */
function callHook<Info>(hook: (info: Info) => void, info: Info): void {
  // A hook may be async, whatever its type says.
  new Promise<void>((resolve) => resolve(hook(info))).catch((error: unknown) => {
    console.error("A hook of comms-webhooks failed:", error);
  });
}
