import { longestTimer } from "../clock.js";
import type { RetryDecision } from "./retry-policy.js";

/** The longest first wait, in milliseconds; it doubles with each further one. */
const first = 500;

/** The longest wait that the server didn't ask for, in milliseconds. */
const longest = 30_000;

const seconds = /^\d+(?:\.\d+)?(?:e\d+)?$/i;
/** The three forms of RFC 9110, section 5.6.7; the last one doesn't say that it is GMT. */
const httpDate = /^[A-Z][a-z]+,? [\w -]+ [\d:]{8} (?:GMT|\d{4})$/;

/** Parses a `Retry-After` header into milliseconds from now. Returns nothing where it is absent, in the past or invalid. */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  const value = header?.trim() ?? "";
  if (seconds.test(value)) return Number(value) * 1_000;
  if (!httpDate.test(value)) return undefined;
  const delay = Date.parse(/ GMT$/.test(value) ? value : `${value} GMT`) - now;
  return delay >= 0 ? delay : undefined;
}

/** What a wait depends on. */
interface Wait {
  readonly decision: RetryDecision;
  /** How many attempts were counted. */
  readonly attempts: number;
  /** What the server asks for, in milliseconds. */
  readonly retryAfter: number | undefined;
  /** The most that the server can ask for, in milliseconds. */
  readonly maxRetryAfter: number;
  /** Returns a number from 0 to 1. */
  readonly random: () => number;
}

/**
 * Returns how many milliseconds to wait before the next attempt: exactly what the server asks for; else any time up to a
 * limit that doubles ("full jitter"); and the whole limit before reconciling, since the operation may still be in progress.
 */
export function retryDelay({ decision, attempts, retryAfter, maxRetryAfter, random }: Wait): number {
  if (decision === "reauthenticate") return 0;
  if (retryAfter !== undefined) return Math.min(retryAfter, maxRetryAfter, longestTimer);
  const most = Math.min(first * 2 ** (attempts - 1), longest);
  return decision === "reconcile" ? most : random() * most;
}
