import { type Issue, issueAt } from "@comms-webhooks/validation";
import { type ClockOptions, longestTimer } from "../clock.js";
import type { AttemptInfo, RetryInfo } from "./hooks.js";

/** A token, or a function that gives one for each operation. A page of a list is an operation, and so are the parts of `ensure`. */
export type Auth = string | ((context: AuthContext) => string | Promise<string>);

/** What a function for a token is told. */
export interface AuthContext {
  /** Whether the server has just refused (401) the token that this operation had before. */
  readonly refused: boolean;
}

/** What a client is made with and any of its calls can be given in its place. Times are in milliseconds. */
export interface CallOptions {
  /** How often a request is sent again after a failure that may pass; 2 unless given, 0 means never. */
  readonly retries?: number | undefined;
  /** The time for one attempt, its answer's body included; 30,000 unless given, `Infinity` for no limit. */
  readonly timeout?: number | undefined;
  /** The time for the call as a whole: all its requests and the waits between them. No limit unless given. */
  readonly deadline?: number | undefined;
  /** The longest wait that a server's `Retry-After` can ask for; 60,000 unless given. */
  readonly maxRetryAfter?: number | undefined;
  /** Aborts the call. That of the client aborts it too. */
  readonly signal?: AbortSignal | undefined;
  /** Headers to send beside those of the API, such as `traceparent`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Hears of each attempt that has ended. */
  readonly onAttempt?: ((attempt: AttemptInfo) => void) | undefined;
  /** Hears of each wait before a request is sent again. */
  readonly onRetry?: ((retry: RetryInfo) => void) | undefined;
}

/** What both clients can be made with. */
export interface ClientOptions extends CallOptions, ClockOptions {
  /** The token for the `Authorization` header, without the word `Bearer`. */
  readonly auth: Auth;
  /** The base URL, to talk to another server than the vendor's. */
  readonly baseUrl?: string | undefined;
  /** The function to send requests with, in place of the global `fetch`. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
  /**
   * Which URLs webhooks may have: `"public-https"`, unless given, refuses those that the vendor can't or should not reach:
   * without TLS, with credentials, or of a host that is not public by its name or address. Names are not looked up.
   */
  readonly targets?: "public-https" | "any" | undefined;
  /** The source of random numbers from 0 to 1, for tests. */
  readonly random?: (() => number) | undefined;
}

/** Refuses options that no call could be made with. */
export function assertOptions(options: ClientOptions): void {
  const { auth, baseUrl, targets, ...others } = Object(options) as { [Name in keyof ClientOptions]: unknown };
  if (typeof auth !== "string" && typeof auth !== "function") {
    throw new TypeError(`auth must be a token, or a function that gives one; got ${typeof auth}`);
  }
  for (const name of ["fetch", "now", "setTimer", "random"] as const) {
    const value = others[name];
    if (value !== undefined && typeof value !== "function") {
      throw new TypeError(`${name} must be a function; got ${typeof value}`);
    }
  }
  if (baseUrl !== undefined && !isBaseUrl(baseUrl)) {
    throw new TypeError("baseUrl must be an http or https URL without credentials, query and fragment");
  }
  if (![undefined, "public-https", "any"].includes(targets as string)) {
    throw new TypeError('targets must be "public-https" or "any"');
  }
  const [issue] = callOptionIssues(others);
  if (issue) throw new TypeError(issue.message);
}

/** Finds what is wrong with the options of a call. */
export function callOptionIssues(options: object): Issue[] {
  return Object.entries(rules).flatMap(([name, [holds, rule]]) => {
    const value = (options as Record<string, unknown>)[name];
    if (value === undefined || holds(value)) return [];
    const came = typeof value === "number" ? value : typeof value;
    return [issueAt([name], `must be ${rule}; got ${came}`)];
  });
}

type Rule = readonly [holds: (value: unknown) => boolean, words: string];

const time: Rule = [
  (value) => value === Number.POSITIVE_INFINITY || (typeof value === "number" && value >= 0 && value <= longestTimer),
  `milliseconds from 0 to ${longestTimer}, or Infinity`,
];
const hook: Rule = [(value) => typeof value === "function", "a function"];
const flag: Rule = [(value) => typeof value === "boolean", "true or false"];

/** Those of all calls, and those that some have beside them. */
const rules: Readonly<Record<keyof CallOptions | "appId" | "dryRun" | "prune" | "rotateSecrets", Rule>> = {
  retries: [(value) => Number.isSafeInteger(value) && Number(value) >= 0, "a whole number from 0 up"],
  timeout: time,
  deadline: time,
  maxRetryAfter: time,
  signal: [(value) => typeof Object(value).addEventListener === "function", "an AbortSignal"],
  headers: [areHeaders, "an object of header names and values, without Authorization and Content-Type"],
  onAttempt: hook,
  onRetry: hook,
  appId: [(value) => typeof value === "string" && value !== "", "an app's id"],
  dryRun: flag,
  prune: flag,
  rotateSecrets: flag,
};

function areHeaders(value: unknown): boolean {
  try {
    const headers = new Headers(value as Record<string, string>);
    if (Symbol.iterator in Object(value)) return false; // Headers and pairs have no names to merge by.
    return !headers.has("Authorization") && !headers.has("Content-Type");
  } catch {
    return false; // Told by the caller; the words of the platform could quote a value.
  }
}

function isBaseUrl(value: unknown): boolean {
  if (typeof value !== "string" || !URL.canParse(value)) return false;
  const url = new URL(value);
  return /^https?:$/.test(url.protocol) && !url.username && !url.password && !/[?#]/.test(value);
}
