import { afterEach, describe, expect, it, vi } from "vitest";
import { isoTime, sourcesOf } from "../../src/clock/sources.js";

afterEach(() => vi.useRealTimers());

describe("the sources of a sandbox", () => {
  it("default to those of the system", () => {
    vi.useFakeTimers({ now: Date.parse("2026-04-03T02:01:00.5Z") });
    const { now, setTimer, randomUUID } = sourcesOf({});
    expect(isoTime(now())).toBe("2026-04-03T02:01:00.500Z");
    expect(randomUUID()).not.toBe(randomUUID());
    const ran: string[] = [];
    setTimer(() => ran.push("first"), 10);
    setTimer(() => ran.push("cancelled"), 10)();
    vi.advanceTimersByTime(9);
    expect(ran).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(ran).toEqual(["first"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("can each be replaced", () => {
    const own = { now: () => 5, setTimer: () => () => undefined, randomUUID: () => "5e1f" };
    expect(sourcesOf(own)).toEqual(own);
    expect(sourcesOf({ now: own.now, setTimer: undefined }).now()).toBe(5);
  });
});
