import { randomUUID } from "node:crypto";
import type { ClockOptions } from "comms-webhooks";

/** The sources of time and randomness that a sandbox can be given. Each defaults to the system's. */
export interface SourceOptions extends ClockOptions {
  /** Returns a new UUID. Default: a random one. */
  readonly randomUUID?: (() => string) | undefined;
}

/** Where a sandbox gets the time, its timers and its ids from. */
export interface Sources {
  /** Returns the time in milliseconds since 1970. */
  readonly now: () => number;
  /** Calls back once after so many milliseconds. Returns a function that cancels the timer. */
  readonly setTimer: (callback: () => void, milliseconds: number) => () => void;
  /** Returns a new UUID. */
  readonly randomUUID: () => string;
}

/** Returns the given sources, and the system's for those that are missing. */
export function sourcesOf(options: SourceOptions): Sources {
  return {
    now: options.now ?? Date.now,
    setTimer: options.setTimer ?? systemTimer,
    randomUUID: options.randomUUID ?? randomUUID,
  };
}

/** Writes a time in ISO 8601. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** The longest time that a timer of the system can wait, in milliseconds. */
export const longestTimer: number = 2 ** 31 - 1;

function systemTimer(callback: () => void, milliseconds: number): () => void {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}
