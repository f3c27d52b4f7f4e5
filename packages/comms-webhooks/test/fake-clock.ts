interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

/** A clock that stands still until it is moved. */
export interface FakeClock {
  readonly now: () => number;
  readonly setTimer: (callback: () => void, milliseconds: number) => () => void;
  /** Both, as options of what is tested. */
  readonly options: Pick<FakeClock, "now" | "setTimer">;
  /** When each waiting timer is due, soonest first. */
  readonly due: () => number[];
  /** Moves the time on, timer by timer, with all that each of them starts. */
  readonly advance: (milliseconds: number) => Promise<void>;
  /** Moves from timer to timer until a promise has settled, and returns the promise. */
  readonly settle: <Output>(promise: Promise<Output>) => Promise<Output>;
}

/** Creates a clock that stands still. The start is in milliseconds since 1970; default: 0. */
export function fakeClock(start = 0): FakeClock {
  let time = start;
  const timers = new Set<Timer>();
  const sorted = () => [...timers].sort((one, other) => one.due - other.due);
  const fire = async (timer: Timer) => {
    timers.delete(timer);
    time = Math.max(time, timer.due);
    timer.callback();
    await idle();
  };

  const now = () => time;
  const setTimer = (callback: () => void, milliseconds: number) => {
    const timer = { due: time + milliseconds, callback };
    timers.add(timer);
    return () => timers.delete(timer);
  };

  return {
    now,
    setTimer,
    options: { now, setTimer },
    due: () => sorted().map(({ due }) => due),
    async advance(milliseconds) {
      await idle();
      const end = time + milliseconds;
      for (let [timer] = sorted(); timer && timer.due <= end; [timer] = sorted()) await fire(timer);
      time = Math.max(time, end);
    },
    async settle(promise) {
      let settled = false;
      const settle = () => {
        settled = true;
      };
      promise.then(settle, settle);
      for (let turns = 0; !settled; turns += 1) {
        await idle();
        const [timer] = sorted();
        if (settled) break;
        if (timer) await fire(timer);
        else if (turns > 1_000) throw new Error("The promise waits for something else than a timer");
      }
      return promise;
    },
  };
}

/** Lets all run that waits for no timer and no socket. */
async function idle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
