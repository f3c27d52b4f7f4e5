import type { ManualClock } from "@comms-webhooks/sandbox";

/** Lets everything run that is ready to run. */
export async function turn(turns = 1): Promise<void> {
  for (let left = turns; left > 0; left -= 1) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Moves a clock from timer to timer until a promise has settled. */
export async function settle<Output>(
  clock: ManualClock,
  promise: Promise<Output>,
): Promise<PromiseSettledResult<Output>> {
  let result: PromiseSettledResult<Output> | undefined;
  Promise.allSettled([promise]).then(([first]) => {
    result = first;
  });
  for (let idle = 0; idle < 10_000; idle += 1) {
    await turn(3);
    if (result !== undefined) return result;
    const [next] = clock.timers();
    if (next === undefined) continue;
    idle = 0;
    await clock.advance(next);
  }
  throw new Error("The promise waits for something other than a timer");
}

/** Never settles, as a request without a response. */
export function hang(): Promise<never> {
  return new Promise<never>(() => undefined);
}

/** The error that Node's `fetch` rejects with where the system reports a code. */
export function networkError(code: string): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
}
