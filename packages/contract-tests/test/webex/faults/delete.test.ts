import { createWebexWebhooks } from "comms-webhooks/webex";
import { describe, expect, test } from "vitest";
import { play as playCase, type Setting, token } from "../../../src/faults/case.ts";
import type { Fault } from "../../../src/faults/fault.ts";
import type { Operation } from "../../../src/faults/operation.ts";
import { withoutLeaks } from "../../faults/leaks.ts";
import { expectCleanEnd } from "../../faults/matrix.ts";
import { deleteOperation } from "./operations.ts";

const play = (operation: Operation, setting: Setting = {}) => playCase(operation, { ...setting, over: "sockets" });

/** Deletes a webhook that never existed. */
const missing: Operation = { ...deleteOperation, call: (options) => createWebexWebhooks(options).delete("nothing") };

const responds = (status: number, acted = false): Fault => ({ acted, way: "respond", status, headers: {}, body: "" });
const once = (fault: Fault): Setting => ({ rules: [{ fault, to: 1 }] });

withoutLeaks(() => {
  describe("deleteWebhook", () => {
    test("fails with 404 in 1 attempt when there is no such webhook", async () => {
      const ending = await play(missing);
      expect(ending).toMatchObject({ result: "HttpError 404", attempts: 1, requests: "DELETE" });
      expectCleanEnd(ending, missing);
    });

    test("succeeds in 3 attempts when the first acts and two responses are lost", async () => {
      const ending = await play(deleteOperation, { rules: [{ fault: { acted: true, way: "reset" }, to: 2 }] });
      expect(ending).toMatchObject({ result: "ok", attempts: 3, requests: "DELETE DELETE DELETE", done: true });
      expectCleanEnd(ending, deleteOperation);
    });

    for (const status of [408, 500, 502, 503, 504]) {
      test(`succeeds in 2 attempts when the first acts and gets ${status} all the same`, async () => {
        const ending = await play(deleteOperation, once(responds(status, true)));
        expect(ending).toMatchObject({ result: "ok", attempts: 2, requests: "DELETE DELETE", done: true });
        expectCleanEnd(ending, deleteOperation);
      });
    }

    test("succeeds in 2 attempts with a function for tokens when the first is rejected", async () => {
      const ending = await play(deleteOperation, { ...once(responds(401)), options: { auth: () => token } });
      expect(ending).toMatchObject({ result: "ok", attempts: 2, requests: "DELETE DELETE", done: true });
    });

    const refusals: readonly (readonly [title: string, setting: Setting, requests: string])[] = [
      ["gets 429", once(responds(429)), "DELETE DELETE"],
      ["gets 423", once(responds(423)), "DELETE DELETE"],
      [
        "gets 401 and another token follows",
        { ...once(responds(401)), options: { auth: () => token } },
        "DELETE DELETE",
      ],
      ["is refused a connection", { refused: 1 }, "DELETE"],
    ];
    for (const [title, setting, requests] of refusals) {
      test(`fails with 404 in 2 attempts when there is no such webhook and the first ${title}`, async () => {
        const ending = await play(missing, setting);
        expect(ending).toMatchObject({ result: "HttpError 404", attempts: 2, requests });
        expectCleanEnd(ending, missing);
      });
    }
  });
});
