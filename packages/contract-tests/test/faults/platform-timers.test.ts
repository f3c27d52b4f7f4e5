import { describe, expect, test } from "vitest";
import { play } from "../../src/fault-case.ts";
import type { Rule } from "../../src/fault-server.ts";
import { withoutLeaks } from "./leaks.ts";
import { expectOrder } from "./matrix.ts";
import { operations } from "./operations.ts";

const rules: readonly Rule[] = [{ fault: { acted: false, way: "hang" } }];

withoutLeaks(() => {
  describe("with the timers of the platform", () => {
    for (const operation of operations) {
      test(`${operation.name} fails with TimeoutError when its time is up`, async () => {
        const ending = await play(operation, { rules, pace: 1, options: { timeout: 200, retries: 0 } });
        expect(ending).toMatchObject({ result: "TimeoutError", attempts: 1 });
        expect(ending.error).toMatchObject({ limit: "timeout", milliseconds: 200 });
        expectOrder(ending, operation);
      });
    }
  });
});
