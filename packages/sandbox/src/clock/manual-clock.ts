/** A clock that stands still until it is moved. Spread it into the options of a sandbox, a client or a receiver. */
export interface ManualClock {
  /** Returns the clock's time in milliseconds since 1970. */
  readonly now: () => number;
  /** Sets a timer on the clock. Returns a function that cancels it. */
  readonly setTimer: (callback: () => void, milliseconds: number) => () => void;
  /**
   * Moves the time forward and runs each timer that is due, at its own time and one after the other. Resolves when
   * everything that the timers started has ended.
   */
  readonly advance: (milliseconds: number) => Promise<void>;
  /** Returns the milliseconds that are left until each timer is due, soonest first. */
  readonly timers: () => number[];
}

interface Timer {
  readonly due: number;
  readonly callback: () => unknown;
}

/**
 * Creates a clock that stands still.
 *
 * @param start The time it begins at, in milliseconds since 1970. Default: the beginning of 2026.
 * @example
 * ```ts
 * import { createManualClock, createSandbox } from "@comms-webhooks/sandbox";
 * import { create8x8Webhooks } from "comms-webhooks/8x8";
 *
 * const clock = createManualClock();
 * const sandbox = createSandbox({ ...clock, receive: () => new Response(null, { status: 503 }) });
 *
 * const accountId = "7c1e2f60-5b94-4d3a-8f27-d0a6c9e41b35";
 * const webhooks = create8x8Webhooks({ accountId, auth: "any-key", fetch: sandbox.fetch });
 * await webhooks.createOrReplace([{ subAccountId: "*", url: "https://hooks.example.com/8x8" }]);
 * await sandbox.deliver({ api: "8x8", name: "inbound_message_received" });
 * await clock.advance(131_000); // The retries after 1, 10, 30 and 90 seconds.
 * console.log(sandbox.attempts().length); // 5
 * ```
 */
export function createManualClock(start: number = Date.UTC(2026, 0)): ManualClock {
  if (!Number.isFinite(start)) throw new TypeError("start must be a number of milliseconds since 1970");
  let time = start;
  const waiting = new Set<Timer>();
  const next = () => [...waiting].sort((one, other) => one.due - other.due);

  return {
    now: () => time,
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
