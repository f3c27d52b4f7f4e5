import { describe, expect, test } from "vitest";
import { play } from "../../src/faults/case.ts";
import type { Rule } from "../../src/faults/fault.ts";
import { withoutLeaks } from "./leaks.ts";
import { expectCleanEnd } from "./matrix.ts";
import { operations } from "./operations.ts";

const rules: readonly Rule[] = [{ fault: { acted: false, way: "hang" } }];

withoutLeaks(() => {
  describe("with the timers of the platform", () => {
    for (const operation of operations) {
      test(`${operation.name} fails with TimeoutError when its time is up`, async () => {
        const options = { timeout: 200, retries: 0 };
        const ending = await play(operation, { over: "sockets", rules, pace: 1, options });
        expect(ending).toMatchObject({ result: "TimeoutError", attempts: 1 });
        expect(ending.error).toMatchObject({ limit: "timeout", milliseconds: 200 });
        expectCleanEnd(ending, operation);
      });
    }
  });
});
