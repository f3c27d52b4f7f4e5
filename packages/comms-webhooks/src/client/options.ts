import { parseUrl } from "@comms-webhooks/validation";
import { type ClockOptions, clockRules, longestTimer } from "../clock.js";
import { functionRule, type OptionRule, type OptionRules } from "../option-rules.js";
import type { Fetch, FetchResponse } from "./fetch.js";
import type { InvalidItem } from "./list-items.js";

/**
 * A token, or a function that returns one for each operation. A page of a list is an operation, and so are the parts of
 * `ensure`. Operations whose token the server rejects share one call of the function for another.
 */
export type Auth = string | ((context: AuthContext) => string | Promise<string>);

/** What a function for a token is called with. */
export interface AuthContext {
  /** The token that the server has just rejected (401). Absent for the first token of an operation. */
  readonly rejected: string | undefined;
}

/** Options of one call. The client's options of the same names are their defaults. Times are in milliseconds. */
export interface CallOptions {
  /** How often a request is retried after a failure that may pass; 0 means never. Default: 2. */
  readonly retries?: number | undefined;
  /** The time limit of one attempt, including the response's body; `Infinity` for none. Default: 30,000. */
  readonly timeout?: number | undefined;
  /** The time limit of the whole call: all its requests and the waits between them. Default: none. */
  readonly deadline?: number | undefined;
  /** The longest wait that a server's `Retry-After` can ask for. Default: 60,000. */
  readonly maxRetryAfter?: number | undefined;
  /** Aborts the call. The client's signal aborts it too. */
  readonly signal?: AbortSignal | undefined;
  /** Headers to send in addition to those of the API, such as `traceparent`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Called after each attempt. */
  readonly onAttempt?: ((attempt: AttemptInfo) => void) | undefined;
  /** Called before each wait for a retry. */
  readonly onRetry?: ((retry: RetryInfo) => void) | undefined;
}

/** An attempt that has ended. It contains no header, no body and no secret. */
export interface AttemptInfo {
  /** The operation's id in the OpenAPI document, such as `createWebhook`. */
  readonly operationId: string;
  /** The HTTP method. */
  readonly method: string;
  /** The full URL. */
  readonly url: string;
  /** The number of the attempt within the operation, from 1 up. A page of a list is an operation. */
  readonly attempt: number;
  /** The HTTP status; absent where no response arrived. */
  readonly status?: number;
  /** The response's headers, such as a rate limit; for `onAttempt` only. Not enumerable, so that logs don't contain them. */
  readonly headers?: FetchResponse["headers"];
}

/** An attempt that failed, and how long it is until the next one. */
export interface RetryInfo extends AttemptInfo {
  /** The wait in milliseconds. */
  readonly delay: number;
}

/** The options of every API's client. */
export interface BaseClientOptions extends CallOptions, ClockOptions {
  /** The token for the `Authorization` header, without the word `Bearer`. */
  readonly auth: Auth;
  /** The base URL of another server than the vendor's. Default: the vendor's. */
  readonly baseUrl?: string | undefined;
  /**
   * Sends the requests: called with the URL, a string, and a plain object of method, headers, body and signal. Default: the
   * global `fetch`.
   */
  readonly fetch?: Fetch | undefined;
  /**
   * Which URLs a webhook may have. Default: `"public-https"`, which rejects URLs that the vendor can't or should not
   * reach: without TLS, with credentials, or with a host that isn't public by its name or address. Names are not resolved.
   */
  readonly targetUrls?: "public-https" | "any" | undefined;
  /**
   * Called with each item of a list that can't be read; all others are returned. Default: warns in the console, once for
   * each item.
   */
  readonly onInvalidItem?: ((item: InvalidItem) => void) | undefined;
  /** Returns random numbers from 0 to 1, for tests. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** The rule of a time in milliseconds. */
export const timeRule: OptionRule = [
  "number",
  `milliseconds from 0 to ${longestTimer}, or Infinity`,
  (value: number) => (value >= 0 && value <= longestTimer) || value === Number.POSITIVE_INFINITY,
];

/** The rules of {@link CallOptions}. */
export const callRules: OptionRules = {
  retries: ["number", "a whole number from 0 up", (value: number) => Number.isSafeInteger(value) && value >= 0],
  timeout: timeRule,
  deadline: timeRule,
  maxRetryAfter: timeRule,
  signal: ["object", "an AbortSignal", (value: AbortSignal) => typeof value.addEventListener === "function"],
  headers: ["object", "an object of header names and values, without Authorization and Content-Type", areHeaders],
  onAttempt: functionRule,
  onRetry: functionRule,
};

/** The rules of {@link BaseClientOptions}, except `auth`, which is required. */
export const clientRules: OptionRules = {
  ...callRules,
  ...clockRules,
  baseUrl: ["string", "an http or https URL without credentials, query and fragment", isBaseUrl],
  fetch: functionRule,
  onInvalidItem: functionRule,
  random: functionRule,
  targetUrls: ["string", '"public-https" or "any"', (value: string) => value === "public-https" || value === "any"],
};

function areHeaders(value: Record<string, string>): boolean {
  try {
    const headers = new Headers(value);
    if (Symbol.iterator in Object(value)) return false; // Headers and pairs have no names to merge by.
    return !headers.has("Authorization") && !headers.has("Content-Type");
  } catch {
    return false; // The platform's message could quote a value.
  }
}

function isBaseUrl(value: string): boolean {
  const url = parseUrl(value);
  return url !== undefined && /^https?:$/.test(url.protocol) && !url.username && !url.password && !/[?#]/.test(value);
}
