import { describe, expect, test } from "vitest";
import { type Operation, play, type Setting, token } from "../../../src/fault-case.ts";
import type { Fault } from "../../../src/fault-server.ts";
import { withoutLeaks } from "./leaks.ts";
import { expectOrder } from "./matrix.ts";
import { deleteOperation } from "./operations.ts";

/** Deletes what never was. */
const missing: Operation = { ...deleteOperation, call: ({ webex }) => webex.delete("nothing") };

const answers = (status: number, acted = false): Fault => ({ acted, way: "answer", status, headers: {}, body: "" });
const once = (fault: Fault): Setting => ({ rules: [{ fault, to: 1 }] });

withoutLeaks(() => {
  describe("deleteWebhook", () => {
    test("fails with 404 in 1 attempt when there is no such webhook", async () => {
      const ending = await play(missing);
      expect(ending).toMatchObject({ result: "HttpError 404", attempts: 1, requests: "DELETE" });
      expectOrder(ending, missing);
    });

    test("succeeds in 3 attempts when the first acts and two answers are lost", async () => {
      const ending = await play(deleteOperation, { rules: [{ fault: { acted: true, way: "reset" }, to: 2 }] });
      expect(ending).toMatchObject({ result: "ok", attempts: 3, requests: "DELETE DELETE DELETE", done: true });
      expectOrder(ending, deleteOperation);
    });

    for (const status of [408, 500, 502, 503, 504]) {
      test(`succeeds in 2 attempts when the first acts and gets ${status} all the same`, async () => {
        const ending = await play(deleteOperation, once(answers(status, true)));
        expect(ending).toMatchObject({ result: "ok", attempts: 2, requests: "DELETE DELETE", done: true });
        expectOrder(ending, deleteOperation);
      });
    }

    test("succeeds in 2 attempts with a function for tokens when the first is refused", async () => {
      const ending = await play(deleteOperation, { ...once(answers(401)), options: { auth: () => token } });
      expect(ending).toMatchObject({ result: "ok", attempts: 2, requests: "DELETE DELETE", done: true });
    });

    const refusals: readonly (readonly [title: string, setting: Setting, requests: string])[] = [
      ["gets 429", once(answers(429)), "DELETE DELETE"],
      ["gets 423", once(answers(423)), "DELETE DELETE"],
      [
        "gets 401 and another token follows",
        { ...once(answers(401)), options: { auth: () => token } },
        "DELETE DELETE",
      ],
      ["is refused a connection", { refused: 1 }, "DELETE"],
    ];
    for (const [title, setting, requests] of refusals) {
      test(`fails with 404 in 2 attempts when there is no such webhook and the first ${title}`, async () => {
        const ending = await play(missing, setting);
        expect(ending).toMatchObject({ result: "HttpError 404", attempts: 2, requests });
        expectOrder(ending, missing);
      });
    }
  });
});
