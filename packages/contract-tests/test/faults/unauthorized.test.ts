import type { AuthContext } from "comms-webhooks";
import { describe, expect, test } from "vitest";
import { play, token } from "../../src/fault-case.ts";
import type { Fault } from "../../src/fault-server.ts";
import { withoutLeaks } from "./leaks.ts";
import { expectOrder } from "./matrix.ts";
import { operations } from "./operations.ts";

const refused: Fault = { acted: false, way: "answer", status: 401, headers: {}, body: "" };

/** Gives a worn token, then the one that is good, then one that nobody asked for. */
function makeAuth() {
  const contexts: AuthContext[] = [];
  const tokens = ["tok-worn", token, "tok-surplus"];
  const auth = (context: AuthContext) => {
    contexts.push(context);
    return tokens[contexts.length - 1] as string;
  };
  return { auth, contexts };
}

withoutLeaks(() => {
  for (const operation of operations) {
    const { method } = operation;
    const bearers = (...tokens: string[]) => tokens.map((each) => ({ method, authorization: `Bearer ${each}` }));

    describe(`${operation.name} that gets 401`, () => {
      test("fails in 1 attempt with a token that is a string", async () => {
        const ending = await play(operation, { rules: [{ fault: refused, to: 1 }] });
        expect(ending).toMatchObject({ result: "HttpError 401", attempts: 1, requests: method, delays: [] });
        expect(ending.done).toBe(operation.done && false);
        expectOrder(ending, operation);
      });

      test("succeeds in 2 attempts with a function that gives another token", async () => {
        const { auth, contexts } = makeAuth();
        const ending = await play(operation, { rules: [{ fault: refused, to: 1 }], options: { auth } });
        expect(ending).toMatchObject({ result: "ok", attempts: 2, received: bearers("tok-worn", token), delays: [0] });
        expect(contexts).toEqual([{ refused: false }, { refused: true }]);
        expect(ending.done).toBe(operation.done && true);
        expectOrder(ending, operation);
      });

      test("fails in 2 attempts when the other token is refused too", async () => {
        const { auth, contexts } = makeAuth();
        const ending = await play(operation, { rules: [{ fault: refused }], options: { auth } });
        expect(ending).toMatchObject({ result: "HttpError 401", attempts: 2, received: bearers("tok-worn", token) });
        expect(contexts).toEqual([{ refused: false }, { refused: true }]);
        expect(ending.done).toBe(operation.done && false);
        expectOrder(ending, operation);
      });
    });
  }
});
