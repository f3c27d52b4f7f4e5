import type { Sources } from "./sources.js";

/** A clock that stands still until it is moved: spread it into the options of a sandbox. */
export interface ManualClock extends Pick<Sources, "now" | "setTimer"> {
  /**
   * Moves the time forward. Each timer on the way is run at its own time, one after the other; when the promise resolves,
   * all that they started has ended.
   */
  readonly advance: (milliseconds: number) => Promise<void>;
  /** In how many milliseconds each waiting timer is due, soonest first. */
  readonly timers: () => number[];
}

interface Timer {
  readonly due: number;
  readonly callback: () => void | Promise<void>;
}

/** Makes a clock that stands at a time, by default the beginning of 2026. */
export function createManualClock(start: Date = new Date("2026-01-01T00:00:00Z")): ManualClock {
  let time = start.getTime();
  const waiting = new Set<Timer>();
  const next = () => [...waiting].sort((one, other) => one.due - other.due);

  return {
    now: () => new Date(time),
    setTimer(callback, milliseconds) {
      const timer = { due: time + milliseconds, callback };
      waiting.add(timer);
      return () => waiting.delete(timer);
    },
    async advance(milliseconds) {
      const end = time + milliseconds;
      for (let timer = next()[0]; timer !== undefined && timer.due <= end; timer = next()[0]) {
        waiting.delete(timer);
        time = Math.max(time, timer.due);
        await timer.callback();
      }
      time = Math.max(time, end);
    },
    timers: () => next().map(({ due }) => due - time),
  };
}
