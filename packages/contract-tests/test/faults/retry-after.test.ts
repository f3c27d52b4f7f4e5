import { createManualClock } from "@comms-webhooks/sandbox";
import { describe, expect, test } from "vitest";
import { play } from "../../src/faults/case.ts";
import type { Fault } from "../../src/faults/fault.ts";
import { isIdempotent } from "../../src/faults/operation.ts";
import { withoutLeaks } from "./leaks.ts";
import { expectCleanEnd, inWords } from "./matrix.ts";
import { operations } from "./operations.ts";

/** For the dates of a header the clients' clock stands still, at the time at which all cases begin. */
const now = createManualClock().now();
const past = new Date(now - 60_000).toUTCString();
const ahead = new Date(now + 1_000).toUTCString();

/** Half of 500 ms and of 1000 ms, since the random number of these cases is 0.5. They are on top of what a server asks for. */
const backoff = [250, 500] as const;

/** The header, the waits before the second and the third attempt, and the error's `retryAfter`, all in milliseconds. */
type Row = readonly [header: string | undefined, waits: readonly [number, number], retryAfter: number | undefined];

const rows: readonly Row[] = [
  [undefined, backoff, undefined],
  ["", backoff, undefined],
  ["-1", backoff, undefined],
  ["0", [250, 500], 0],
  ["0.05", [300, 550], 50],
  ["1e9", [1_750, 2_000], 1e12],
  ["2", [1_750, 2_000], 2_000],
  ["1, 1", [1_250, 1_500], 1_000],
  [past, backoff, undefined],
  [ahead, [1_250, 1_500], 1_000],
  ["rand(30),add(30)", backoff, undefined],
];

/** After a 503 a create checks whether it was processed after all, and backs off for the whole time before that. */
const checked: readonly Row[] = [
  [undefined, [500, 1_000], undefined],
  ["0.05", [300, 550], 50],
  ["1e9", [1_750, 2_000], 1e12],
  ["rand(30),add(30)", [500, 1_000], undefined],
];

/** After a 503 other operations wait as after a 429. */
const repeated: readonly Row[] = [
  [undefined, backoff, undefined],
  ["0.05", [300, 550], 50],
  ["1e9", [1_750, 2_000], 1e12],
  ["rand(30),add(30)", backoff, undefined],
];

// An operation that is neither idempotent nor reconciled is in no table of its own: after a 503 it doesn't wait.
const creates = operations.filter((operation) => !isIdempotent(operation) && operation.reconciles);
const others = operations.filter(isIdempotent);

const cases = [
  ...rows.map((row) => ({ status: 429, row, of: operations })),
  ...checked.map((row) => ({ status: 503, row, of: creates })),
  ...repeated.map((row) => ({ status: 503, row, of: others })),
].flatMap(({ of, ...each }) => of.map((operation) => ({ ...each, operation })));

const options = { maxRetryAfter: 1_500, random: () => 0.5 };

const busy = (status: number, header: string | undefined): Fault => ({
  acted: false,
  way: "respond",
  status,
  headers: header === undefined ? {} : { "retry-after": header },
  body: "",
});

for (const { operation, status, row } of cases) {
  const [header, waits, retryAfter] = row;
  const fault = busy(status, header);
  const setting = { options: { ...options, now: () => now } };

  describe(`in memory ${operation.name} that gets ${status} with ${header === undefined ? "no Retry-After" : `Retry-After: ${header}`}`, () => {
    test(`waits ${waits[0]} ms and ${inWords("ok", 2)} when it gets it once`, async () => {
      const ending = await play(operation, { ...setting, rules: [{ fault, method: operation.method, to: 1 }] });
      expect(ending).toMatchObject({ result: "ok", attempts: 2, delays: [waits[0]], done: operation.isDone && true });
      expectCleanEnd(ending, operation);
    });

    test(`waits ${waits.join(" and ")} ms and ${inWords(`HttpError ${status}`, 3)} when it gets it always`, async () => {
      const ending = await play(operation, { ...setting, rules: [{ fault, method: operation.method }] });
      const result = `HttpError ${status}`;
      expect(ending).toMatchObject({ result, attempts: 3, delays: waits, done: operation.isDone && false });
      expect(ending.error).toMatchObject({ retryAfter });
      expectCleanEnd(ending, operation);
      const times = ending.received.filter(({ method }) => method === operation.method).map(({ time }) => time);
      const [first = 0, second = 0, third = 0] = times;
      expect([second - first, third - second]).toEqual(waits);
    });
  });
}

withoutLeaks(() => {
  for (const operation of operations) {
    test(`${operation.name} that gets 429 with Retry-After: 0.05 waits 300 ms and ${inWords("ok", 2)}`, async () => {
      const rules = [{ fault: busy(429, "0.05"), method: operation.method, to: 1 }];
      const ending = await play(operation, { over: "sockets", rules, pace: 1, options });
      expect(ending).toMatchObject({ result: "ok", attempts: 2, delays: [300], done: operation.isDone && true });
      expectCleanEnd(ending, operation);
      const [first, second] = ending.received.filter(({ method }) => method === operation.method);
      // A timer of the platform can be early by a part of a millisecond.
      expect((second?.time ?? 0) - (first?.time ?? 0)).toBeGreaterThanOrEqual(299);
    });
  }
});
