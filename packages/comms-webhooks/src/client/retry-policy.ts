/** Statuses after which the same request may succeed later. */
const passing: ReadonlySet<number> = new Set([408, 423, 429, 500, 502, 503, 504]);

/** Statuses of `passing` with which a server says that it did nothing. */
const refusing: ReadonlySet<number> = new Set([423, 429]);

/** Codes of errors that come before a request is sent, as Node has them. */
const unsent: ReadonlySet<string> = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

/** How an attempt failed: the status of an answer, or the codes of an error and its causes. */
export interface AttemptFailure {
  readonly status?: number | undefined;
  readonly codes?: readonly string[];
}

/** What a call has at hand after a failure. */
export interface Means {
  /** Whether the operation may be repeated whatever became of it. */
  readonly idempotent: boolean;
  /** Whether it can be found out if the operation was done. */
  readonly canLook: boolean;
  /** Whether another token can be had. */
  readonly canAuthorize: boolean;
}

/** What to do after a failure: give up, send again, send with a new token, or send unless it turns out to have been done. */
export type Verdict = "fail" | "repeat" | "authorize" | "look";

/** Tells whether the same request may succeed later, as far as its status says. */
export function isPassing(status: number): boolean {
  return passing.has(status);
}

/** Tells whether a failed request is known to have changed nothing. */
export function surelyNotDone({ status, codes = [] }: AttemptFailure): boolean {
  return status === undefined ? codes.some((code) => unsent.has(code)) : refusing.has(status) || !passing.has(status);
}

/** Decides what to do after a failure. */
export function judge(failure: AttemptFailure, { idempotent, canLook, canAuthorize }: Means): Verdict {
  const { status } = failure;
  if (status === 401) return canAuthorize ? "authorize" : "fail";
  if (status !== undefined && !isPassing(status)) return "fail";
  if (idempotent || surelyNotDone(failure)) return "repeat";
  return canLook ? "look" : "fail";
}
