import { isAbortError } from "../errors/abort-error.js";
import { type CallInfo, type CommsWebhooksError, isCommsWebhooksError } from "../errors/comms-webhooks-error.js";
import { isHttpError } from "../errors/http-error.js";
import { InvalidRequestError } from "../errors/invalid-request-error.js";
import { isNetworkError, NetworkError } from "../errors/network-error.js";
import { type Answer, type Describe, discard, readFailure } from "./answer.js";
import type { About, Call } from "./call.js";
import { delayBefore, readRetryAfter } from "./delay.js";
import { type AttemptInfo, notify } from "./hooks.js";
import type { ClientOptions } from "./options.js";
import { type AttemptFailure, judge, surelyNotDone, type Verdict } from "./policy.js";
import { codesOf, copyOf, reasonOf } from "./reason.js";
import { type Redact, redactor, secretsIn, secretsInHeaders } from "./redact.js";
import { tokenIssue } from "./token.js";

/** What is known of an API. */
export interface Vendor {
  readonly operations: {
    readonly [id: string]: { readonly method: string; readonly path: string; readonly idempotent: boolean };
  };
  readonly describe: Describe;
  /** The fields whose values are secrets. */
  readonly secretFields: readonly string[];
}

/** A call of the generated client, which builds a request anew for each attempt and leaves the answer to the exchange. */
export type Send = (init: {
  fetch: (request: Request) => Promise<Response>;
  headers: Record<string, string>;
  signal: AbortSignal;
  redirect: "manual";
}) => Promise<unknown>;

/** An operation to do. */
export interface Sending<Output> {
  readonly operationId: string;
  readonly send: Send;
  /** The body that is sent, for its secrets and for hints. */
  readonly body?: unknown;
  /** Makes the output of an answer with a status of 2xx. */
  readonly read: (answer: Answer) => Output | Promise<Output>;
  /** Finds out whether an operation that is not idempotent was done, before it is done again. */
  readonly look?: () => Promise<Found<Output>>;
}

/** What looking gave: the output, that there is none, or that this can't be told. */
export type Found<Output> = { readonly output: Output } | "absent" | "unclear";

/** The wish to try again after a wait in milliseconds. `error` is how the attempt failed, where its answer was read. */
interface Again {
  readonly verdict: Exclude<Verdict, "fail">;
  readonly delay: number;
  readonly status: number | undefined;
  readonly error?: CommsWebhooksError;
}

/** What openapi-fetch gets for an answer, since the answer is read here. */
const handled = new Response(null, { status: 204 });

const uncertain = "whether the server did it is not known, so look before you do it again";

/** One operation on its way: attempts, each with a request of its own, and the waits between them. */
export class Exchange<Output> {
  readonly #vendor: Vendor;
  readonly #client: ClientOptions;
  readonly #call: Call;
  readonly #sending: Sending<Output>;
  readonly #idempotent: boolean;
  #info: CallInfo;
  readonly #tokens: string[] = [];
  #redact: Redact = redactor(() => []);
  /** Whether an operation that must not be done twice may have been done. */
  #doubtful = false;

  constructor(vendor: Vendor, client: ClientOptions, call: Call, sending: Sending<Output>) {
    const { operationId } = sending;
    const { method = "", path = "", idempotent = false } = vendor.operations[operationId] ?? {};
    this.#vendor = vendor;
    this.#client = client;
    this.#call = call;
    this.#sending = sending;
    this.#idempotent = idempotent;
    this.#info = { operationId, method, url: path, attempts: 0 };
  }

  /** Does the operation. */
  async run(): Promise<Output> {
    await this.#authorize();
    for (;;) {
      const result = await this.#attempt();
      if ("output" in result) return result.output;
      const { verdict, delay, status } = result;
      notify(this.#call.options.onRetry, { ...this.#attemptInfo(status), delay });
      await this.#call.wait(delay, this.#about);
      if (verdict === "authorize") await this.#authorize();
      if (verdict === "look") {
        const found = await this.#look(result.error);
        if (found) return found.output;
      }
    }
  }

  /** Gets a token: the first one, or another after a 401. */
  async #authorize(): Promise<void> {
    const { auth } = this.#client;
    const context = { refused: this.#tokens.length > 0 };
    const get = async () => (typeof auth === "function" ? auth(context) : auth);
    const token = typeof auth === "string" ? auth : await this.#call.within(Number.POSITIVE_INFINITY, this.#about, get);
    const issue = tokenIssue(token);
    if (issue) throw new InvalidRequestError(this.#info, [issue], issue.message);
    this.#tokens.push(token);
    this.#redact = redactor(() => [
      ...this.#tokens,
      ...secretsIn(this.#sending.body, this.#vendor.secretFields),
      ...secretsInHeaders(this.#call.options.headers ?? {}),
    ]);
  }

  async #attempt(): Promise<{ readonly output: Output } | Again> {
    const { timeout = 30_000 } = this.#call.options;
    this.#info = { ...this.#info, attempts: this.#info.attempts + 1 };
    let status: number | undefined;
    try {
      return await this.#call.within(timeout, this.#about, async (signal) => {
        const response = await this.#request(signal);
        status = response.status;
        const answer = this.#answer(response, signal);
        if (response.ok) return { output: await this.#sending.read(answer) };
        const again = this.#again({ status }, readRetryAfter(response.headers.get("Retry-After"), this.#call.now()));
        // What is looked for may not be found, and then the failure is told.
        if (!again || again.verdict === "look") throw await readFailure(answer, this.#call.now());
        discard(answer);
        return again;
      });
    } catch (error) {
      const again = this.#againAfter(error);
      if (!again) throw error;
      return again;
    } finally {
      notify(this.#call.options.onAttempt, this.#attemptInfo(status));
    }
  }

  /** Sends a request, and gives the answer as soon as it begins. */
  async #request(signal: AbortSignal): Promise<Response> {
    let response: Response | undefined;
    this.#doubtful = !this.#idempotent;
    await this.#sending.send({
      signal,
      // A redirect is no answer of these APIs, and the token goes nowhere else.
      redirect: "manual",
      headers: { ...this.#call.options.headers, Authorization: `Bearer ${this.#tokens.at(-1)}` },
      fetch: async (request) => {
        this.#info = { ...this.#info, method: request.method, url: request.url };
        response = await this.#fetch(request);
        return handled;
      },
    });
    // An answer that comes too late is read by nobody.
    if (signal.aborted) discard({ response: response as Response });
    return response as Response;
  }

  async #fetch(request: Request): Promise<Response> {
    let response: unknown;
    try {
      response = await (this.#client.fetch ?? fetch)(request);
    } catch (error) {
      const cause = copyOf(error, this.#redact);
      const hint = surelyNotDone({ codes: codesOf(cause) }) ? undefined : this.#about().hint;
      throw new NetworkError(this.#info, this.#redact(reasonOf(error)), { cause, hint });
    }
    if (isResponse(response)) return response;
    throw new NetworkError(this.#info, "the function for fetch gave no Response");
  }

  #answer(response: Response, signal: AbortSignal): Answer {
    const { operationId, body: sent } = this.#sending;
    const redact = this.#redact;
    const { info, hint } = this.#about();
    const describe = (body: unknown) => {
      const { reason, requestId, ...rest } = this.#vendor.describe(response, body, {
        operationId,
        url: info.url,
        body: sent,
      });
      const doubt = surelyNotDone({ status: response.status }) ? undefined : hint;
      return {
        ...rest,
        hint: rest.hint ?? doubt,
        reason: reason && redact(reason),
        requestId: requestId && redact(requestId),
      };
    };
    return { response, info, describe, redact, signal, hint };
  }

  /** Decides whether to try again after an error. */
  #againAfter(error: unknown): Again | undefined {
    if (!isCommsWebhooksError(error) || !error.retryable) return undefined;
    const again = isHttpError(error)
      ? this.#again({ status: error.status }, error.retryAfter)
      : this.#again({ codes: isNetworkError(error) ? codesOf(error.cause) : [] }, undefined);
    return again && { ...again, error };
  }

  /** Decides whether to try again: the failure, the retries that are left, and the time that is left allow it. */
  #again(failure: AttemptFailure, retryAfter: number | undefined): Again | undefined {
    const { auth, random = Math.random } = this.#client;
    const { retries = 2, maxRetryAfter = 60_000 } = this.#call.options;
    const { attempts } = this.#info;
    const canAuthorize = typeof auth === "function" && this.#tokens.length === 1;
    const canLook = this.#sending.look !== undefined;
    const verdict = judge(failure, { idempotent: this.#idempotent, canLook, canAuthorize });
    this.#doubtful = !this.#idempotent && !surelyNotDone(failure);
    if (verdict === "fail" || attempts > retries) return undefined;
    const delay = delayBefore({ verdict, attempts, retryAfter, maxRetryAfter, random });
    return this.#call.hasTimeFor(delay) ? { verdict, delay, status: failure.status } : undefined;
  }

  /** Finds out whether the operation was done after all. */
  async #look(error: CommsWebhooksError | undefined): Promise<{ readonly output: Output } | undefined> {
    const found = await this.#sending.look?.().catch((failure: unknown) => {
      if (isAbortError(failure)) throw failure;
      return "unclear" as const; // How the operation failed says more than how looking failed.
    });
    if (found === "unclear") throw error;
    this.#doubtful = false;
    return found === "absent" ? undefined : found;
  }

  readonly #about = (): About => ({ info: this.#info, hint: this.#doubtful ? uncertain : undefined });

  #attemptInfo(status: number | undefined): AttemptInfo {
    const { operationId, method, url, attempts: attempt } = this.#info;
    return { operationId, method, url, attempt, ...(status !== undefined && { status }) };
  }
}

function isResponse(value: unknown): value is Response {
  return typeof value === "object" && value !== null && "ok" in value && "headers" in value && "text" in value;
}
