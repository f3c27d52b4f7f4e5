import type { AuthContext } from "comms-webhooks";
import { describe, expect, test } from "vitest";
import { play, token } from "../../src/faults/case.ts";
import type { Fault } from "../../src/faults/fault.ts";
import type { Operation } from "../../src/faults/operation.ts";
import { withoutLeaks } from "./leaks.ts";
import { expectCleanEnd } from "./matrix.ts";
import { operations } from "./operations.ts";

const unauthorized: Fault = { acted: false, way: "respond", status: 401, headers: {}, body: "" };

/** Creates a function that returns an expired token, then a valid one, then one that no call is for. */
function createAuth() {
  const contexts: AuthContext[] = [];
  const tokens = ["tok-worn", token, "tok-surplus"];
  const auth = (context: AuthContext) => {
    contexts.push(context);
    return tokens[contexts.length - 1] as string;
  };
  return { auth, contexts };
}

function bearers({ method }: Operation, ...tokens: string[]) {
  return tokens.map((each) => ({ method, authorization: `Bearer ${each}` }));
}

function succeedsWithAnotherToken(operation: Operation, over: "memory" | "sockets"): void {
  test("succeeds in 2 attempts with a function that returns another token", async () => {
    const { auth, contexts } = createAuth();
    const ending = await play(operation, { over, rules: [{ fault: unauthorized, to: 1 }], options: { auth } });
    const received = bearers(operation, "tok-worn", token);
    expect(ending).toMatchObject({ result: "ok", attempts: 2, received, delays: [0] });
    expect(contexts).toEqual([{ rejected: undefined }, { rejected: "tok-worn" }]);
    expect(ending.done).toBe(operation.isDone && true);
    expectCleanEnd(ending, operation);
  });
}

describe.each(operations)("in memory $name that gets 401", (operation) => {
  test("fails in 1 attempt with a token that is a string", async () => {
    const ending = await play(operation, { rules: [{ fault: unauthorized, to: 1 }] });
    expect(ending).toMatchObject({ result: "HttpError 401", attempts: 1, requests: operation.method, delays: [] });
    expect(ending.done).toBe(operation.isDone && false);
    expectCleanEnd(ending, operation);
  });

  succeedsWithAnotherToken(operation, "memory");

  test("fails in 2 attempts when the other token is rejected too", async () => {
    const { auth, contexts } = createAuth();
    const ending = await play(operation, { rules: [{ fault: unauthorized }], options: { auth } });
    const received = bearers(operation, "tok-worn", token);
    expect(ending).toMatchObject({ result: "HttpError 401", attempts: 2, received });
    expect(contexts).toEqual([{ rejected: undefined }, { rejected: "tok-worn" }]);
    expect(ending.done).toBe(operation.isDone && false);
    expectCleanEnd(ending, operation);
  });
});

withoutLeaks(() => {
  describe.each(operations)("$name that gets 401", (operation) => succeedsWithAnotherToken(operation, "sockets"));
});
