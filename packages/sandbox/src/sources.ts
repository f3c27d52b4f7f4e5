import { randomUUID } from "node:crypto";

/** Where the sandbox takes the time, its timers and its random ids from. */
export interface Sources {
  /** The time now. */
  readonly now: () => Date;
  /** A new UUID. */
  readonly randomUUID: () => string;
  /** Calls back once, after so many milliseconds, unless the function that it returns is called before. */
  readonly setTimer: (callback: () => void | Promise<void>, milliseconds: number) => () => void;
}

/** The sources of the system, each replaced by the one that is given for it. */
export function sourcesOr({ now, randomUUID: uuid, setTimer }: Partial<Sources>): Sources {
  return {
    now: now ?? (() => new Date()),
    randomUUID: uuid ?? randomUUID,
    setTimer: setTimer ?? systemTimer,
  };
}

function systemTimer(callback: () => void | Promise<void>, milliseconds: number): () => void {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}
