import { longestTimer } from "../clock.js";
import type { Verdict } from "./retry-policy.js";

/** The most that the first wait can be, in milliseconds; it doubles with each further one. */
const first = 500;

/** The most that a wait of our own can be, in milliseconds. */
const longest = 30_000;

const seconds = /^\d+(?:\.\d+)?(?:e\d+)?$/i;
/** The three forms of RFC 9110, section 5.6.7; the last one does not say that it is GMT. */
const httpDate =
  /^(?:[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT|[A-Z][a-z]+day, \d\d-[A-Z][a-z]{2}-\d\d [\d:]{8} GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d [\d:]{8} \d{4})$/;

/** Reads a `Retry-After` header as milliseconds from now; nothing where it is absent, in the past or no such value. */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  const value = header?.trim() ?? "";
  if (seconds.test(value)) return Number(value) * 1_000;
  if (!httpDate.test(value)) return undefined;
  const delay = Date.parse(/ GMT$/.test(value) ? value : `${value} GMT`) - now;
  return delay >= 0 ? delay : undefined;
}

/** What a wait depends on. */
interface Wait {
  readonly verdict: Verdict;
  /** The attempts that were made. */
  readonly attempts: number;
  /** What the server asks for, in milliseconds. */
  readonly retryAfter: number | undefined;
  /** The most that the server can ask for, in milliseconds. */
  readonly maxRetryAfter: number;
  /** Gives a number from 0 to 1. */
  readonly random: () => number;
}

/**
 * How many milliseconds to wait before the next attempt: what the server asks for, to the letter; else any time up to a
 * limit that doubles ("full jitter"); and all of that where something may still be at work and is looked for first.
 */
export function delayBefore({ verdict, attempts, retryAfter, maxRetryAfter, random }: Wait): number {
  if (verdict === "authorize") return 0;
  if (retryAfter !== undefined) return Math.min(retryAfter, maxRetryAfter, longestTimer);
  const most = Math.min(first * 2 ** (attempts - 1), longest);
  return verdict === "look" ? most : random() * most;
}
