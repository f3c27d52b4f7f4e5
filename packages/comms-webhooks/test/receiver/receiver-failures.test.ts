import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { create8x8Receiver } from "../../src/8x8/index.js";
import { BodyConsumedError, memorySeenStore } from "../../src/index.js";
import { build8x8Delivery, buildWebexDelivery } from "../../src/testing/index.js";
import { observed, secret } from "./observed.js";

describe("failures", () => {
  const wrongBody = 'delivery.body must resolve to a Uint8Array, "too-large" or "aborted"';
  const failure = new Error("database is down");

  it.each([
    [
      "throws",
      () => {
        throw failure;
      },
    ],
    ["rejects", () => Promise.reject(failure)],
  ])("of a handler that %s respond with 500 and reach onError", async (_name, handler) => {
    const { receiver, errors } = observed({ on: { "rooms.created": handler } });
    expect((await receiver(await buildWebexDelivery("rooms.created", { secret }))).status).toBe(500);
    expect(errors).toEqual([failure]);
  });

  it("of a hook reach onError too", async () => {
    const { receiver, errors } = observed({ onRejected: () => Promise.reject(failure) });
    expect((await receiver(new Request("https://r.example"))).status).toBe(405);
    expect(errors).toEqual([failure]);
  });

  it("of a token check respond with 500, so that the delivery is retried", async () => {
    const errors: unknown[] = [];
    const receiver = create8x8Receiver({
      verifyToken: () => Promise.reject(failure),
      onError: (error) => errors.push(error),
    });
    const request = await build8x8Delivery("inbound_message_received", { authorization: "Bearer token" });
    expect((await receiver(request)).status).toBe(500);
    expect(errors).toEqual([failure]);
  });

  it("of code that locked the body are the same", async () => {
    const request = await buildWebexDelivery("rooms.created", { secret });
    const reader = request.body?.getReader();
    expect(request.bodyUsed).toBe(false);
    await expect(observed().receiver(request)).rejects.toThrow(BodyConsumedError);
    reader?.releaseLock();
    expect((await observed().receiver(request)).status).toBe(200);
  });

  it("of a framework that read the body say so", async () => {
    const request = await buildWebexDelivery("rooms.created", { secret });
    await request.json();
    await expect(observed().receiver(request)).rejects.toThrow(BodyConsumedError);
    await expect(observed().receiver(request)).rejects.toThrow(
      /^The request's body was already read\. The receiver needs the bytes.* before express\.json\(\).* keep the bytes as request\.rawBody\.$/,
    );
  });

  it("of a framework that read the body say so even if its length is above the limit, after the credentials", async () => {
    const request = await buildWebexDelivery("rooms.created", { secret, headers: { "Content-Length": "99999999" } });
    await request.json();
    await expect(observed().receiver(request)).rejects.toThrow(BodyConsumedError);
    request.headers.delete("X-Spark-Signature");
    expect((await observed().receiver(request)).status).toBe(401);
  });

  it.each([
    [undefined, "undefined"],
    [null, "null"],
    ["request", "string"],
    [{ method: "POST", headers: { "content-type": "application/json" } }, "object"],
  ])("of a call with %j instead of a request respond with 500", async (request, got) => {
    const { receiver, errors } = observed();
    expect((await receiver(request as never)).status).toBe(500);
    expect(errors).toEqual([
      new TypeError(
        `request must be a Request of the Fetch API; got ${got}. On node:http use toNodeHandler of comms-webhooks/node.`,
      ),
    ]);
  });

  it.each([
    ["nothing", undefined, "delivery must be an object; got undefined"],
    ["null", null, "delivery must be an object; got null"],
    ["an object as `header`", { header: {} }, "delivery.header must be a function; got object"],
    ["no `headers`", { headers: undefined }, "delivery.headers must be a function; got undefined"],
    ["bytes as `body`", { body: new Uint8Array() }, "delivery.body must be a function; got object"],
    ["a body of text", { body: async () => "{}" }, `${wrongBody}; got string`],
    ["a body of nothing", { body: async () => undefined }, `${wrongBody}; got undefined`],
    ["a body of null", { body: async () => null }, `${wrongBody}; got null`],
    ["a body as an ArrayBuffer", { body: async () => new ArrayBuffer(2) }, `${wrongBody}; got object`],
  ])("of a server that passes %s respond with 500", async (_name, parts, message) => {
    const { receiver, errors, rejections } = observed({ secret: undefined, unverified: true });
    const whole = {
      method: "POST",
      header: () => undefined,
      headers: () => new Headers(),
      body: async () => new Uint8Array(),
    };
    const delivery = parts && { ...whole, ...parts };
    expect(await receiver.handle(delivery as never)).toEqual({ status: 500, headers: {}, body: null });
    expect(errors).toEqual([new TypeError(message)]);
    expect(rejections).toEqual([]);
  });

  it("of the connection respond with 400", async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new Error("reset")) });
    const headers = { "X-Spark-Signature": "0".repeat(40) };
    const { receiver, rejections } = observed();
    const init = { method: "POST", body, headers, duplex: "half" };
    expect((await receiver(new Request("https://r.example", init as RequestInit))).status).toBe(400);
    const message = "The connection broke before the end of the body.";
    expect(rejections).toEqual([{ status: 400, reason: "aborted", message }]);
  });
});

describe("what is reported of failures", () => {
  it("contains no credentials, neither by default nor in the context", async () => {
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
      expect(JSON.stringify(contexts)).toMatch(/content-type/);
      expect(JSON.stringify(contexts)).not.toMatch(/authorization/i);
      expect(inspect(printed, { depth: 9, showHidden: true })).not.toContain("SECRET");
      expect(printed).toMatchObject([["Handling account_update failed:", { message: "broken" }]]);
    } finally {
      console.error = original;
    }
  });

  it("contains no signature in the context, and leaves the request as it was", async () => {
    const contexts: [string, string][][] = [];
    const on = { "*": (_delivery: unknown, { headers }: { headers: Headers }) => contexts.push([...headers]) };
    const headers = { Authorization: "Bearer SECRET", "X-Trace": "1" };
    const request = await buildWebexDelivery("rooms.created", { secret, headers });
    expect((await observed({ on }).receiver(request)).status).toBe(200);
    expect(contexts).toEqual([
      [
        ["content-type", "application/json"],
        ["x-trace", "1"],
      ],
    ]);
    expect(request.headers.get("X-Spark-Signature")).toMatch(/^[\da-f]{40}$/);
  });

  it("keeps the headers in a copy of the context, and reads them only then", async () => {
    let reads = 0;
    const results: unknown[] = [];
    const handle = async (handler: (context: object) => unknown) => {
      const headers: Record<string, string> = { "x-trace": "1" };
      const receiver = create8x8Receiver({ unverified: true, onUnknown: (_delivery, context) => handler(context) });
      return receiver.handle({
        method: "POST",
        header: (name) => headers[name],
        headers() {
          reads++;
          return new Headers(headers);
        },
        body: async () => new TextEncoder().encode('{"eventType":"new_event"}'),
      });
    };
    await handle((context) => results.push(inspect(context)));
    expect(reads).toBe(0);
    await handle((context) => results.push({ ...context }));
    expect(reads).toBe(1);
    expect(results).toEqual([
      expect.stringContaining("headers: [Getter]"),
      {
        name: "new_event",
        original: { eventType: "new_event" },
        headers: new Headers({ "x-trace": "1" }),
        url: undefined,
        body: new TextEncoder().encode('{"eventType":"new_event"}'),
      },
    ]);
  });

  it("is printed by default, with what failed", async () => {
    const print = vi.spyOn(console, "error").mockImplementation(() => undefined);
    try {
      const fail = () => {
        throw new Error("full");
      };
      const { receiver } = observed({ onError: undefined, onRejected: fail, on: { "*": fail }, onUnknown: fail });
      await receiver(await buildWebexDelivery("rooms.created", { secret }));
      await receiver(await buildWebexDelivery("rooms.created", { secret, change: { event: 5 } as never }));
      await receiver(new Request("https://r.example"));
      expect(print.mock.calls.map(([text]) => text)).toEqual([
        "Handling rooms.created failed:",
        "Handling a delivery failed:",
        "Handling a request failed:",
      ]);
    } finally {
      print.mockRestore();
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

  it("reaches onError if another shape has no handler", async () => {
    const { receiver, errors } = observed();
    await receiver(await buildWebexDelivery("rooms.created", { secret, change: { name: 5 } as never }));
    expect(errors).toMatchObject([{ message: expect.stringContaining("name must be a string") }]);
  });

  it("doesn't name a delivery whose name isn't a string", async () => {
    const { receiver, errors } = observed();
    await receiver(await buildWebexDelivery("rooms.created", { secret, change: { resource: 5 } as never }));
    const errors8x8: unknown[] = [];
    const receiver8x8 = create8x8Receiver({ unverified: true, onError: (error) => errors8x8.push(error) });
    await receiver8x8(await build8x8Delivery("account_update", { change: { eventType: 5 } as never }));
    const message = expect.stringMatching(/^A delivery doesn't match its schema: /);
    expect([...errors, ...errors8x8]).toMatchObject([{ message }, { message }]);
  });

  it("is 200 for names and ids that aren't strings", async () => {
    const { receiver } = observed({ onInvalid: () => undefined });
    for (const change of [{ resource: { toString: 1 } }, { event: [["x"]] }]) {
      expect((await receiver(await buildWebexDelivery("rooms.created", { secret, change } as never))).status).toBe(200);
    }
    const receiver8x8 = create8x8Receiver({
      unverified: true,
      onInvalid: () => undefined,
      duplicates: { store: memorySeenStore() },
    });
    for (const change of [
      { eventType: { toString: 1, valueOf: 1 } },
      { payload: { umid: "\ud800", status: { state: { toString: 1 } } } },
    ]) {
      const request = await build8x8Delivery("outbound_message_status_changed", { change } as never);
      expect((await receiver8x8(request)).status).toBe(200);
    }
  });
});
