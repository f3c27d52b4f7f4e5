import { describe, expect, test } from "vitest";
import { play } from "../../src/fault-case.ts";
import { withoutLeaks } from "./leaks.ts";
import { expectOrder, say } from "./matrix.ts";
import { operations } from "./operations.ts";

/** The clients' clock stands still at a whole second, since dates have no parts of one. */
const now = Math.ceil(Date.now() / 1_000) * 1_000;
const past = new Date(now - 60_000).toUTCString();
const ahead = new Date(now + 1_000).toUTCString();

/** How many times as fast as usual the clients wait. */
const pace = 20;

/** Half of 500 ms and of 1000 ms, since the random number of these cases is 0.5. */
const backoff = [250, 500] as const;

/** The header, the waits before the second and the third attempt, and what the error says, all in milliseconds. */
type Row = readonly [header: string | undefined, waits: readonly [number, number], retryAfter: number | undefined];

const rows: readonly Row[] = [
  [undefined, backoff, undefined],
  ["", backoff, undefined],
  ["-1", backoff, undefined],
  ["0", [0, 0], 0],
  ["0.05", [50, 50], 50],
  ["1e9", [1_500, 1_500], 1e12],
  ["2", [1_500, 1_500], 2_000],
  [past, backoff, undefined],
  [ahead, [1_000, 1_000], 1_000],
  ["rand(30),add(30)", backoff, undefined],
];

/** After a 503 a create looks whether it was done after all, and backs off for the whole time before that. */
const lookedFor: readonly Row[] = [
  [undefined, [500, 1_000], undefined],
  ["0.05", [50, 50], 50],
  ["1e9", [1_500, 1_500], 1e12],
  ["rand(30),add(30)", [500, 1_000], undefined],
];

/** After a 503 other operations wait as after a 429. */
const repeated: readonly Row[] = [
  [undefined, backoff, undefined],
  ["0.05", [50, 50], 50],
  ["1e9", [1_500, 1_500], 1e12],
  ["rand(30),add(30)", backoff, undefined],
];

const creates = operations.filter(({ column }) => column === "create");
const others = operations.filter(({ column }) => column !== "create");

const cases = [
  ...rows.map((row) => ({ status: 429, row, of: operations })),
  ...lookedFor.map((row) => ({ status: 503, row, of: creates })),
  ...repeated.map((row) => ({ status: 503, row, of: others })),
].flatMap(({ of, ...each }) => of.map((operation) => ({ ...each, operation })));

withoutLeaks(() => {
  for (const { operation, status, row } of cases) {
    const [header, waits, retryAfter] = row;
    const headers: Record<string, string> = header === undefined ? {} : { "retry-after": header };
    const fault = { acted: false, way: "answer", status, headers, body: "" } as const;
    const said = header === undefined ? "no Retry-After" : `Retry-After: ${header}`;
    const options = { maxRetryAfter: 1_500, random: () => 0.5, now: () => now };

    describe(`${operation.name} that gets ${status} with ${said}`, () => {
      test(`waits ${waits[0]} ms and ${say("ok", 2)} when it gets it once`, async () => {
        const rules = [{ fault, method: operation.method, to: 1 }];
        const ending = await play(operation, { rules, pace, options });
        expect(ending).toMatchObject({ result: "ok", attempts: 2, delays: [waits[0]], done: operation.done && true });
        expectOrder(ending, operation);
      });

      test(`waits ${waits.join(" and ")} ms and ${say(`HttpError ${status}`, 3)} when it gets it always`, async () => {
        const ending = await play(operation, { rules: [{ fault, method: operation.method }], pace, options });
        const result = `HttpError ${status}`;
        expect(ending).toMatchObject({ result, attempts: 3, delays: waits, done: operation.done && false });
        expect(ending.error).toMatchObject({ retryAfter });
        expectOrder(ending, operation);
        const times = ending.received.filter(({ method }) => method === operation.method).map(({ time }) => time);
        const [first = 0, second = 0, third = 0] = times;
        // A timer of the platform can be early by a part of a millisecond.
        expect(second - first).toBeGreaterThanOrEqual(waits[0] / pace - 1);
        expect(third - second).toBeGreaterThanOrEqual(waits[1] / pace - 1);
      });
    });
  }
});
