import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { create8x8Receiver } from "../../src/8x8/index.js";
import { BodyConsumedError, memorySeenStore } from "../../src/index.js";
import { build8x8Delivery, buildWebexDelivery } from "../../src/testing/index.js";
import { createWebexReceiver } from "../../src/webex/index.js";
import { withResolvers } from "../helpers.js";

import { observed, secret } from "./observed.js";

describe("failures", () => {
  const failure = new Error("database is down");

  it.each([
    [
      "throws",
      () => {
        throw failure;
      },
    ],
    ["rejects", () => Promise.reject(failure)],
  ])("of a handler that %s answer 500 and reach onError", async (_name, handler) => {
    const { receiver, errors } = observed({ on: { "rooms.created": handler } });
    expect((await receiver(await buildWebexDelivery("rooms.created", { secret }))).status).toBe(500);
    expect(errors).toEqual([failure]);
  });

  it("of a hook are no less told", async () => {
    const { receiver, errors } = observed({ onRejected: () => Promise.reject(failure) });
    expect((await receiver(new Request("https://r.example"))).status).toBe(405);
    expect(errors).toEqual([failure]);
  });

  it("of a token check answer 500, so that the delivery comes again", async () => {
    const errors: unknown[] = [];
    const receiver = create8x8Receiver({
      verifyToken: () => Promise.reject(failure),
      onError: (error) => errors.push(error),
    });
    const request = await build8x8Delivery("inbound_message_received", { authorization: "Bearer token" });
    expect((await receiver(request)).status).toBe(500);
    expect(errors).toEqual([failure]);
  });

  it("of a framework that read the body say so", async () => {
    const request = await buildWebexDelivery("rooms.created", { secret });
    await request.json();
    await expect(observed().receiver(request)).rejects.toThrow(BodyConsumedError);
    await expect(observed().receiver(request)).rejects.toThrow(/before express\.json\(\)/);
  });

  it("of the connection answer 400", async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new Error("reset")) });
    const headers = { "X-Spark-Signature": "0".repeat(40) };
    const { receiver, rejections } = observed();
    const init = { method: "POST", body, headers, duplex: "half" };
    expect((await receiver(new Request("https://r.example", init as RequestInit))).status).toBe(400);
    expect(rejections).toMatchObject([{ reason: "aborted" }]);
  });
});

describe("what is told of failures", () => {
  it("has no credentials, neither by default nor in the context", async () => {
    const printed: unknown[][] = [];
    const original = console.error;
    console.error = (...values) => printed.push(values);
    try {
      const contexts: unknown[] = [];
      const authorization = "Basic dXNlcjpTRUNSRVQ=";
      const on = {
        account_update(_delivery: unknown, context: { headers: Headers }) {
          contexts.push([...context.headers]);
          throw new Error("broken");
        },
      };
      const receiver = create8x8Receiver({ authorization, on });
      expect((await receiver(await build8x8Delivery("account_update", { authorization }))).status).toBe(500);
      expect(JSON.stringify(contexts)).not.toMatch(/authorization/i);
      expect(inspect(printed, { depth: 9, showHidden: true })).not.toContain("SECRET");
      expect(printed).toMatchObject([["Handling account_update failed:", { message: "broken" }]]);
    } finally {
      console.error = original;
    }
  });

  it("survives an onError that throws", async () => {
    const printed: unknown[][] = [];
    const original = console.error;
    console.error = (...values) => printed.push(values);
    try {
      const fail = () => {
        throw new Error("log is full");
      };
      const { receiver } = observed({ onError: fail, onRejected: fail, on: { "rooms.created": fail } });
      expect((await receiver(await buildWebexDelivery("rooms.created", { secret }))).status).toBe(500);
      expect((await receiver(new Request("https://r.example"))).status).toBe(405);
      expect(printed).toHaveLength(2);
    } finally {
      console.error = original;
    }
  });

  it("reaches onError where another shape has no handler", async () => {
    const { receiver, errors } = observed();
    await receiver(await buildWebexDelivery("rooms.created", { secret, change: { name: 5 } as never }));
    expect(errors).toMatchObject([{ message: expect.stringContaining("name must be a string") }]);
  });

  it("is 200 for names and ids that are no text", async () => {
    const { receiver } = observed({ onInvalid: () => undefined });
    for (const change of [{ resource: { toString: 1 } }, { event: [["x"]] }]) {
      expect((await receiver(await buildWebexDelivery("rooms.created", { secret, change } as never))).status).toBe(200);
    }
    const connect = create8x8Receiver({
      unauthorized: true,
      onInvalid: () => undefined,
      duplicates: { store: memorySeenStore() },
    });
    for (const change of [
      { eventType: { toString: 1, valueOf: 1 } },
      { payload: { umid: "\ud800", status: { state: { toString: 1 } } } },
    ]) {
      const request = await build8x8Delivery("outbound_message_status_changed", { change } as never);
      expect((await connect(request)).status).toBe(200);
    }
  });

  it("is a TypeError for options that contradict each other", () => {
    expect(() => createWebexReceiver({ secret, unsigned: true } as never)).toThrow("exclude each other");
    expect(() => create8x8Receiver({ authorization: "x", unauthorized: true } as never)).toThrow("exclude each other");
    expect(() => createWebexReceiver({ secret, deadline: 2 ** 31 })).toThrow(/^deadline must be/);
  });
});

describe("the deadline", () => {
  it("answers 202 when it comes first, and hands the rest to the platform", async () => {
    const finish = withResolvers();
    const passed = withResolvers();
    const kept: Promise<unknown>[] = [];
    const { receiver, errors } = observed({
      on: { "rooms.created": () => finish.promise },
      deadline: 5_000,
      sleep: () => passed.promise,
    });
    const answer = receiver(await buildWebexDelivery("rooms.created", { secret }), {
      waitUntil: (rest) => kept.push(rest),
    });
    passed.resolve();
    expect((await answer).status).toBe(202);
    expect(kept).toHaveLength(1);
    finish.reject(new Error("too late, and not lost"));
    await kept[0];
    expect(errors).toMatchObject([{ message: "too late, and not lost" }]);
  });

  it("stops its timer when the handler comes first", async () => {
    let stopped = false;
    const { receiver } = observed({
      deadline: 5_000,
      sleep: (milliseconds, signal) =>
        new Promise((resolve) => {
          expect(milliseconds).toBe(5_000);
          signal.addEventListener("abort", () => {
            stopped = true;
            resolve();
          });
        }),
    });
    expect((await receiver(await buildWebexDelivery("rooms.created", { secret }))).status).toBe(200);
    expect(stopped).toBe(true);
  });
});
