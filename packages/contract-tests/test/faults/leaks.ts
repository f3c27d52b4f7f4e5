import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { play } from "../../src/faults/case.ts";
import { operations } from "./operations.ts";

/** Counts what keeps the process alive, of timers and sockets. */
function alive(): { timers: number; sockets: number } {
  const resources = process.getActiveResourcesInfo();
  const count = (pattern: RegExp) => resources.filter((resource) => pattern.test(resource)).length;
  return { timers: count(/^Timeout$/), sockets: count(/^TCP/i) };
}

/** Defines tests over sockets, and one after them that they have left nothing open and no rejection unhandled. */
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
    for (const operation of operations.slice(0, 1)) await play(operation, { over: "sockets" });
  });
  afterAll(() => {
    process.off("unhandledRejection", listen);
    vi.resetConfig();
  });

  describe.concurrent("over sockets", define);

  describe("after all faults", () => {
    test("no timer, no socket and no unhandled rejection is left", async () => {
      // The test runner has a short timer of its own now and then; those of the clients that leak are longer.
      const isLeft = () => alive().timers > 0 || alive().sockets > sockets;
      for (let waits = 0; isLeft() && waits < 400; waits += 1) await sleep(25);
      expect(alive().timers).toBe(0);
      expect(alive().sockets).toBeLessThanOrEqual(sockets);
      expect(rejections).toEqual([]);
    });
  });
}
