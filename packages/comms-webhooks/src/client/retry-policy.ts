/** Statuses after which the same request may succeed later. */
const retryableStatuses: ReadonlySet<number> = new Set([408, 423, 429, 500, 502, 503, 504]);

/** Retryable statuses by which a server reports that it did nothing. */
const unprocessedStatuses: ReadonlySet<number> = new Set([423, 429]);

/** How an attempt failed: the status of a response, or whether a request without one was sent. */
export interface AttemptFailure {
  readonly status?: number | undefined;
  readonly notSent?: boolean;
}

/** What a request can do after a failure. */
export interface RetryMeans {
  /** Whether the operation may be repeated even if it was processed. */
  readonly idempotent: boolean;
  /** Whether it can find out if the operation was processed. */
  readonly canReconcile: boolean;
  /** Whether it can get another token. */
  readonly canReauthenticate: boolean;
}

/** What to do after a failure: fail, retry, retry with a new token, or retry unless the operation proves processed. */
export type RetryDecision = "fail" | "retry" | "reauthenticate" | "reconcile";

/** Returns whether the same request may succeed later, judging by its status. */
export function isRetryable(status: number): boolean {
  return retryableStatuses.has(status);
}

/** Returns whether a failed request certainly changed nothing. */
export function notProcessed({ status, notSent = false }: AttemptFailure): boolean {
  if (status === undefined) return notSent;
  return unprocessedStatuses.has(status) || !retryableStatuses.has(status);
}

/** Decides what to do after a failure. */
export function decideRetry(
  failure: AttemptFailure,
  { idempotent, canReconcile, canReauthenticate }: RetryMeans,
): RetryDecision {
  const { status } = failure;
  if (status === 401) return canReauthenticate ? "reauthenticate" : "fail";
  if (status !== undefined && !isRetryable(status)) return "fail";
  if (idempotent || notProcessed(failure)) return "retry";
  return canReconcile ? "reconcile" : "fail";
}
