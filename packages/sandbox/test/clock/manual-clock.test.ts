import { beforeEach, describe, expect, it } from "vitest";
import { createManualClock, type ManualClock } from "../../src/index.js";

let clock: ManualClock;
let ran: string[];
beforeEach(() => {
  clock = createManualClock(0);
  ran = [];
});
const run = (name: string) => () => {
  ran.push(`${name} at ${clock.now()}`);
};

describe("a manual clock", () => {
  it("stands still", () => {
    expect([clock.now(), clock.now()]).toEqual([0, 0]);
    expect(createManualClock().now()).toBe(Date.parse("2026-01-01"));
  });

  it("runs timers at their time and in their order", async () => {
    clock.setTimer(run("late"), 20);
    clock.setTimer(run("soon"), 10);
    clock.setTimer(run("also soon"), 10);
    clock.setTimer(run("never"), 31);
    await clock.advance(9);
    expect([ran, clock.timers()]).toEqual([[], [1, 1, 11, 22]]);
    await clock.advance(1);
    expect([ran.length, clock.timers()]).toEqual([2, [10, 21]]);
    await clock.advance(20);
    expect(ran).toEqual(["soon at 10", "also soon at 10", "late at 20"]);
    expect([clock.now(), clock.timers()]).toEqual([30, [1]]);
  });

  it("waits for what a timer starts, and runs the timers that it sets", async () => {
    clock.setTimer(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      clock.setTimer(run("second"), 5);
    }, 1);
    await clock.advance(10);
    expect([ran, clock.now()]).toEqual([["second at 6"], 10]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, new Date(0), "0"])("doesn't begin at %s", (start) => {
    expect(() => createManualClock(start as number)).toThrow(
      new TypeError("start must be a number of milliseconds since 1970"),
    );
  });

  it("doesn't run a timer that is cancelled", async () => {
    const cancel = clock.setTimer(run("cancelled"), 1);
    cancel();
    cancel();
    await clock.advance(1);
    expect([ran, clock.timers()]).toEqual([[], []]);
  });
});
