import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { play } from "../../src/fault-case.ts";
import { createOperation } from "./operations.ts";

/** Counts what keeps the process alive, of timers and sockets. */
function alive(): { timers: number; sockets: number } {
  const resources = process.getActiveResourcesInfo();
  const count = (pattern: RegExp) => resources.filter((resource) => pattern.test(resource)).length;
  return { timers: count(/^Timeout$/), sockets: count(/^TCP/i) };
}

/** Defines tests, and behind them one that they have left nothing open and no rejection unhandled. */
export function withoutLeaks(define: () => void): void {
  // Most of the time they wait.
  vi.setConfig({ maxConcurrency: 24 });
  const rejections: unknown[] = [];
  const listen = (reason: unknown) => rejections.push(reason);
  let sockets = 0;

  beforeAll(async () => {
    process.on("unhandledRejection", listen);
    // A server of the test file itself may be there.
    sockets = alive().sockets;
    // The first request loads `fetch` itself, for which no time limit of a case has to allow.
    await play(createOperation);
  });
  afterAll(() => process.off("unhandledRejection", listen));

  describe.concurrent("with faults", define);

  describe("after all faults", () => {
    test("no timer, no socket and no unhandled rejection is left", async () => {
      // The test runner has a short timer of its own now and then; those of the clients that leak are longer.
      const isLeft = () => alive().timers > 0 || alive().sockets > sockets;
      for (let waits = 0; isLeft() && waits < 20; waits += 1) await sleep(25);
      expect(alive()).toEqual({ timers: 0, sockets });
      expect(rejections).toEqual([]);
    });
  });
}
