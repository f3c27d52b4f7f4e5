import { longestTimer } from "../clock.js";
import type { RetryDecision } from "./retry-policy.js";

/** The longest first wait, in milliseconds; it doubles with each further one. */
const first = 500;

/** The longest wait that the server didn't ask for, in milliseconds. */
const longest = 30_000;

/** How much longer than the server asks a wait can be, as a part of it, so that clients don't all return at once. */
const spread = 0.25;

const seconds = /^\d+(?:\.\d+)?(?:e\d+)?$/i;
/** The three forms of RFC 9110, section 5.6.7; the last one doesn't say that it is GMT. */
const httpDate = /^[A-Z][a-z]+,? [\w -]+ [\d:]{8} (?:GMT|\d{4})$/;

/** Separates the values of a header that was sent twice. Dates have a comma of their own, after the day. */
const separator = /(?<![a-z]),/;

/**
 * Parses a `Retry-After` header into milliseconds from now: the longest time where there are several. Returns nothing where
 * it is absent, in the past or invalid.
 */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  const delays = (header ?? "").split(separator).map((value) => parseDelay(value.trim(), now));
  const most = Math.max(...delays);
  return most >= 0 ? most : undefined;
}

function parseDelay(value: string, now: number): number {
  if (seconds.test(value)) return Number(value) * 1_000;
  const time = httpDate.test(value) ? Date.parse(/ GMT$/.test(value) ? value : `${value} GMT`) - now : Number.NaN;
  return time >= 0 ? time : -1;
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
 * Returns how many milliseconds to wait before the next attempt: any time up to a limit that doubles ("full jitter"), or the
 * whole limit before reconciling, since the operation may still be in progress. Where the server asks for a wait, it is
 * that and a random time on top.
 */
export function retryDelay({ decision, attempts, retryAfter, maxRetryAfter, random }: Wait): number {
  if (decision === "reauthenticate") return 0;
  const most = Math.min(first * 2 ** (attempts - 1), longest);
  if (retryAfter === undefined) return decision === "reconcile" ? most : random() * most;
  const wait = Math.min(retryAfter, maxRetryAfter);
  return Math.min(wait + random() * Math.max(most, spread * wait), longestTimer);
}
