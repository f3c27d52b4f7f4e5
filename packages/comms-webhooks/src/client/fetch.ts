import { AbortError, isAbortError } from "../errors/abort-error.js";
import { type CallInfo, type CommsWebhooksError, isCommsWebhooksError } from "../errors/comms-webhooks-error.js";
import { InvalidRequestError } from "../errors/invalid-request-error.js";
import { isNetworkError, NetworkError } from "../errors/network-error.js";
import { isTimeoutError } from "../errors/timeout-error.js";
import { codesOf, copyOf, reasonOf } from "./error-cause.js";
import { type AttemptInfo, notify } from "./hooks.js";
import type { About, Call } from "./limits.js";
import type { Sending, Vendor } from "./operation.js";
import type { ClientOptions } from "./options.js";
import { type Redact, redactor, secretsIn, secretsInHeaders } from "./redact.js";
import { type Answer, discard, failureOf, readText } from "./response.js";
import { delayBefore, readRetryAfter } from "./retry-delay.js";
import { type AttemptFailure, judge, surelyNotDone, type Verdict } from "./retry-policy.js";
import { tokenIssue } from "./token.js";

/** The wish to try again after a wait in milliseconds. `error` is how the attempt failed, where its answer was read. */
interface Again {
  readonly verdict: Exclude<Verdict, "fail">;
  readonly delay: number;
  readonly status: number | undefined;
  readonly error?: CommsWebhooksError;
}

/** What openapi-fetch gets for an answer, since the answer is read here. */
const handled = new Response(null, { status: 204 });

const redirected = "redirects are not followed, so baseUrl must be the final address";

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
  /** Whether an attempt may have done it, although it failed. */
  #mayBeDone = false;
  #underWay = false;

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
        const output = await this.#look(result.error);
        if (output !== undefined) return output;
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
    const { attempts } = this.#info;
    let status: number | undefined;
    let refused: { readonly answer: Answer; readonly again: Again | undefined } | undefined;
    try {
      return await this.#call.within(timeout, this.#about, async (signal) => {
        const response = await this.#request(signal);
        status = response.status;
        const answer = this.#answer(response, signal);
        const wasDone = this.#mayBeDone && status === this.#sending.doneStatus;
        if (response.ok || wasDone) return { output: await this.#sending.read(answer) };
        const again = this.#again({ status }, answer.retryAfter);
        if (again && again.verdict !== "look") {
          discard(answer);
          return again;
        }
        // What is looked for may not be found, and then the failure is told.
        refused = { answer, again };
        throw failureOf(answer, await readText(answer));
      });
    } catch (caught) {
      // A status stands, also where its body breaks off or takes too long.
      const cutShort = refused && (isNetworkError(caught) || isTimeoutError(caught));
      const error = refused && cutShort ? failureOf(refused.answer) : caught;
      if (!isCommsWebhooksError(error) || !error.retryable) throw error;
      const again = refused ? refused.again : this.#again({ codes: codesOf(error.cause) }, undefined);
      if (!again) throw error;
      return { ...again, error };
    } finally {
      if (this.#info.attempts > attempts) notify(this.#call.options.onAttempt, this.#attemptInfo(status));
    }
  }

  /** Sends a request, and gives the answer as soon as it begins. */
  async #request(signal: AbortSignal): Promise<Response> {
    let response: Response | undefined;
    await this.#sending.send({
      signal,
      // A redirect is no answer of these APIs, and the token goes nowhere else.
      redirect: "manual",
      headers: { ...this.#call.options.headers, Authorization: `Bearer ${this.#tokens.at(-1)}` },
      fetch: async (request) => {
        this.#underWay = true;
        const { operationId, attempts } = this.#info;
        this.#info = { operationId, method: request.method, url: request.url, attempts: attempts + 1 };
        response = await this.#fetch(request);
        return handled;
      },
    });
    if (!signal.aborted) return response as Response;
    // It came too late: the call goes on without it, or has ended.
    discard({ response: response as Response });
    throw signal.reason;
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
    const { info, hint } = this.#about();
    const { status } = response;
    const sent = { url: info.url, body: this.#sending.body };
    return {
      response,
      info,
      signal,
      redact: this.#redact,
      retryAfter: response.ok ? undefined : readRetryAfter(response.headers.get("Retry-After"), this.#call.now()),
      hint: response.ok || !surelyNotDone({ status }) ? hint : status < 400 ? redirected : undefined,
      describe: (body) => this.#vendor.describe(response, body, sent),
    };
  }

  /** Decides whether to try again: the failure, the retries that are left, and the time that is left allow it. */
  #again(failure: AttemptFailure, retryAfter: number | undefined): Again | undefined {
    const { auth, random = Math.random } = this.#client;
    const { retries = 2, maxRetryAfter = 60_000 } = this.#call.options;
    const { attempts } = this.#info;
    const canAuthorize = typeof auth === "function" && this.#tokens.length === 1;
    const canLook = this.#sending.look !== undefined;
    const verdict = judge(failure, { idempotent: this.#idempotent, canLook, canAuthorize });
    this.#underWay = false;
    if (!surelyNotDone(failure)) this.#mayBeDone = true;
    // A token that was refused and replaced is not counted, but without retries there is one request and no more.
    const counted = attempts - this.#tokens.length + 1;
    if (verdict === "fail" || (verdict === "authorize" ? retries === 0 : counted > retries)) return undefined;
    const delay = delayBefore({ verdict, attempts: counted, retryAfter, maxRetryAfter, random });
    return this.#call.hasTimeFor(delay) ? { verdict, delay, status: failure.status } : undefined;
  }

  /** Finds out whether the operation was done after all. */
  async #look(error: CommsWebhooksError | undefined): Promise<Output | undefined> {
    const output = await this.#sending.look?.().catch((failure: unknown) => {
      if (isAbortError(failure)) throw new AbortError(this.#info, failure.cause, this.#about().hint);
      throw error; // How the operation failed says more than how looking failed.
    });
    this.#mayBeDone = false;
    return output;
  }

  readonly #about = (): About => {
    const inDoubt = !this.#idempotent && (this.#mayBeDone || this.#underWay);
    return { info: this.#info, hint: inDoubt ? uncertain : undefined };
  };

  #attemptInfo(status: number | undefined): AttemptInfo {
    const { operationId, method, url, attempts: attempt } = this.#info;
    return { operationId, method, url, attempt, ...(status !== undefined && { status }) };
  }
}

function isResponse(value: unknown): value is Response {
  return typeof value === "object" && value !== null && "ok" in value && "headers" in value && "text" in value;
}
