/** Where the time comes from; each part can be replaced, for tests. */
export interface ClockOptions {
  /** The time in milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
  /** Calls back once, after so many milliseconds, unless the function that it returns is called before. */
  readonly setTimer?: ((callback: () => void, milliseconds: number) => () => void) | undefined;
}

/** The longest time that timers can wait, in milliseconds. */
export const longestTimer: number = 2 ** 31 - 1;

/** Sets a timer of the system. */
export function systemTimer(callback: () => void, milliseconds: number): () => void {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}
