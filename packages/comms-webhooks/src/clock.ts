import { functionRule, type OptionRules } from "./option-rules.js";

/** Where the time comes from; each part can be replaced, for tests. */
export interface ClockOptions {
  /** Returns the time in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** Calls back once, after so many milliseconds, and returns the function that cancels it. Default: `setTimeout`. */
  readonly setTimer?: ((callback: () => void, milliseconds: number) => () => void) | undefined;
}

/** The rules of {@link ClockOptions}. */
export const clockRules: OptionRules = { now: functionRule, setTimer: functionRule };

/** The longest time that timers can wait, in milliseconds. */
export const longestTimer: number = 2 ** 31 - 1;

/** Sets a timer of the system. */
export function systemTimer(callback: () => void, milliseconds: number): () => void {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}
