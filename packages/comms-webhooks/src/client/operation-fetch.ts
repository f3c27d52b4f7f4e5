import { isCommsWebhooksError } from "../errors/comms-webhooks-error.js";
import { AbortError, isAbortError, isNetworkError, isTimeoutError } from "../errors/network-errors.js";
import { discard, type FetchResponse } from "./fetch.js";
import type { Call } from "./limits.js";
import { type ApiDefinition, Operation, type OperationRequest, type Retry } from "./operation.js";
import type { BaseClientOptions } from "./options.js";
import type { RequestErrors } from "./request-errors.js";
import { createReadResponse, type ReadResponse, type RequestTemplate, readJson, readText, send } from "./response.js";
import { parseRetryAfter } from "./retry-delay.js";
import type { GetToken } from "./tokens.js";

/**
 * Creates the `fetch` of an operation: it authorizes the request, limits its time, retries it and reads the response.
 * Each attempt sends a Request of its own.
 */
export function operationFetch(
  api: ApiDefinition,
  client: BaseClientOptions,
  getToken: GetToken | undefined,
  call: Call,
  request: OperationRequest,
  ignoresBody: boolean,
): { readonly fetch: (template: RequestTemplate) => Promise<ReadResponse>; readonly errors: RequestErrors } {
  const { timeout = 30_000, onAttempt, onRetry } = call.options;
  const operation = new Operation(api, client, getToken, call, request);
  const { errors } = operation;

  const attempt = async (template: RequestTemplate): Promise<ReadResponse | Retry> => {
    const before = operation.attempts;
    let response: FetchResponse | undefined;
    let failed: { response: FetchResponse; retryAfter: number | undefined; retry: Retry | undefined } | undefined;
    try {
      return await call.withTimeLimit(timeout, errors.context, async (work) => {
        const init = operation.beginAttempt(template, work.signal);
        response = await send(template.url, init, client.fetch, errors);
        const { status } = response;
        if (operation.isSuccess(response)) {
          if (!ignoresBody) return readJson(response, work, errors);
          discard(response);
          return createReadResponse(response);
        }
        const retryAfter = parseRetryAfter(response.headers.get("Retry-After"), call.now());
        const retry = operation.planRetry({ status }, retryAfter);
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
      const notSent = isNetworkError(error) && error.notSent;
      const retry = failed ? failed.retry : operation.planRetry({ notSent });
      if (!retry) throw error;
      return { ...retry, error };
    } finally {
      if (onAttempt && operation.attempts > before)
        callHook(onAttempt, operation.info(response?.status, response?.headers));
    }
  };

  return {
    errors,
    async fetch(template) {
      operation.url = template.url;
      await operation.authorize();
      for (;;) {
        const result = await attempt(template);
        if ("ok" in result) return result;
        const { decision, delay, status, error } = result;
        if (onRetry) callHook(onRetry, { ...operation.info(status), delay });
        await call.wait(delay, errors.context);
        if (decision === "reauthenticate") await operation.authorize();
        if (decision !== "reconcile") continue;
        const found = await request.reconcile?.().catch((failure: unknown) => {
          if (isAbortError(failure)) throw new AbortError(errors.context(), failure.cause);
          throw error; // How the operation failed says more than how reconciling failed.
        });
        operation.maybeProcessed = false;
        // What an earlier attempt created takes the place of the response.
        const head = { status: 200, headers: { get: () => null } };
        if (found) return createReadResponse(head, JSON.stringify(found), found);
      }
    },
  };
}

/** Calls a hook. Errors it throws are logged and don't fail the call. */
export function callHook<Info>(hook: (info: Info) => void, info: Info): void {
  // A hook may be async, whatever its type says.
  new Promise<void>((resolve) => resolve(hook(info))).catch((error: unknown) => {
    console.error("A hook of comms-webhooks failed:", error);
  });
}
