import { describe, expect, it } from "vitest";
import { create8x8Dispatcher, create8x8Receiver } from "../../src/8x8/index.js";
import { type BaseReceiverOptions, type Enqueue, memorySeenStore, type QueuedDelivery } from "../../src/index.js";
import { fromRequest } from "../../src/receiver/fetch.js";
import { build8x8Delivery, buildWebexDelivery, faults } from "../../src/testing/index.js";
import { createWebexDispatcher, createWebexReceiver } from "../../src/webex/index.js";
import { fakeClock } from "../fake-clock.js";
import { withResolvers } from "../helpers.js";

const secret = "secret";

/** A receiver with a queue that keeps what it gets, as JSON. */
function queued(
  options: Pick<BaseReceiverOptions<never, never>, "deadline" | "duplicates" | "invalid" | "setTimer"> & {
    enqueue?: Enqueue;
  } = {},
) {
  const deliveries: QueuedDelivery[] = [];
  const errors: unknown[] = [];
  const receiver = createWebexReceiver({
    secret,
    enqueue: (delivery) => void deliveries.push(JSON.parse(JSON.stringify(delivery))),
    onError: (error) => errors.push(error),
    now: () => Date.UTC(2026, 0, 2),
    ...options,
  });
  return { receiver, deliveries, errors };
}

describe("a receiver with a queue", () => {
  it("responds with 200 once the queue has the delivery, as plain JSON without credentials", async () => {
    const stored = withResolvers();
    const deliveries: QueuedDelivery[] = [];
    const { receiver } = queued({
      enqueue: (delivery) => {
        deliveries.push(delivery);
        return stored.promise;
      },
    });
    const request = await buildWebexDelivery("messages.created", { secret });
    request.headers.set("Authorization", "Bearer t");
    request.headers.set("X-Trace", "1");
    const original = await request.clone().json();
    let responded = false;
    const response = receiver(request).then((result) => {
      responded = true;
      return result.status;
    });
    while (deliveries.length === 0) await new Promise(setImmediate);
    for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
    expect(responded).toBe(false);
    stored.resolve();
    expect(await response).toBe(200);
    expect(deliveries).toEqual([
      {
        key: expect.stringMatching(/^\S+$/),
        name: "messages.created",
        original,
        receivedAt: "2026-01-02T00:00:00.000Z",
        url: "https://receiver.invalid/",
        headers: { "content-type": "application/json", "x-trace": "1" },
      },
    ]);
    expect(JSON.parse(JSON.stringify(deliveries))).toEqual(deliveries);
  });

  it.each([
    ["rejects", () => Promise.reject(new Error("queue is away"))],
    [
      "throws",
      () => {
        throw new Error("queue is away");
      },
    ],
  ])("responds with 500 if the queue %s, and reports the error", async (_name, enqueue) => {
    const { receiver, errors } = queued({ enqueue });
    expect((await receiver(await buildWebexDelivery("rooms.created", { secret }))).status).toBe(500);
    expect(errors).toMatchObject([{ message: "queue is away" }]);
  });

  it("responds with 503 at the deadline, because nothing is stored yet", async () => {
    const clock = fakeClock();
    const { receiver } = queued({ enqueue: () => withResolvers().promise, deadline: 3_000, setTimer: clock.setTimer });
    const response = await clock.settle(receiver(await buildWebexDelivery("rooms.created", { secret })));
    expect([response.status, response.headers.get("Retry-After"), clock.now()]).toEqual([503, "1", 3_000]);
  });

  it("stores what is unknown and what is invalid, but nothing that isn't authentic", async () => {
    const { receiver, deliveries } = queued();
    const unknown = { event: "pinned" } as never;
    expect((await receiver(await buildWebexDelivery("rooms.created", { secret, change: unknown }))).status).toBe(200);
    const invalid = { name: 5 } as never;
    expect((await receiver(await buildWebexDelivery("rooms.created", { secret, change: invalid }))).status).toBe(200);
    expect((await receiver(await buildWebexDelivery("rooms.created", { secret: "forged" }))).status).toBe(401);
    expect(deliveries.map(({ name }) => name)).toEqual(["rooms.pinned", "rooms.created"]);
  });

  it("stores no URL where the server has none", async () => {
    const { receiver, deliveries } = queued();
    const { url: _, ...delivery } = fromRequest(await buildWebexDelivery("rooms.created", { secret }));
    expect((await receiver.handle(delivery)).status).toBe(200);
    expect(deliveries[0]).not.toHaveProperty("url");
  });

  it("doesn't store an invalid delivery that it rejects", async () => {
    const { receiver, deliveries } = queued({ invalid: "reject" });
    const change = { name: 5 } as never;
    expect((await receiver(await buildWebexDelivery("rooms.created", { secret, change }))).status).toBe(400);
    expect(deliveries).toEqual([]);
  });

  it("gives copies of a delivery the same key, and other deliveries another", async () => {
    const { receiver, deliveries } = queued();
    for (const copy of faults.duplicate(await buildWebexDelivery("rooms.created", { secret }))) await receiver(copy);
    await receiver(await buildWebexDelivery("rooms.created", { secret, change: { name: "Other" } }));
    const [first, second, other] = deliveries.map(({ key }) => key);
    expect(first).toBe(second);
    expect(other).not.toBe(first);
  });

  it("stores a duplicate once with a store, and again if the queue failed", async () => {
    let calls = 0;
    const { receiver } = queued({
      enqueue: () => {
        if (++calls === 1) throw new Error("once");
      },
      duplicates: { store: memorySeenStore() },
    });
    const request = await buildWebexDelivery("rooms.created", { secret });
    const statuses = [];
    for (let time = 0; time < 3; time += 1) statuses.push((await receiver(request.clone())).status);
    expect([statuses, calls]).toEqual([[500, 200, 200], 2]);
  });

  it("takes no handlers beside the queue", () => {
    const enqueue = () => undefined;
    for (const handlers of [{ on: {} }, { onUnknown: enqueue }, { onInvalid: enqueue }]) {
      const [name] = Object.keys(handlers);
      expect(() => createWebexReceiver({ secret, enqueue, ...handlers } as never)).toThrow(
        new TypeError(`${name} and enqueue can't be used together; give ${name} to the dispatcher of the worker`),
      );
    }
    expect(() => create8x8Receiver({ unverified: true, enqueue: "queue" } as never)).toThrow(
      "enqueue must be a function; got string",
    );
    expect(() => createWebexReceiver({ secret, enqeue: enqueue } as never)).toThrow("did you mean enqueue?");
  });
});

describe("a dispatcher", () => {
  const delivery = async (request: Promise<Request>) => {
    const deliveries: QueuedDelivery[] = [];
    const enqueue = (each: QueuedDelivery) => void deliveries.push(JSON.parse(JSON.stringify(each)));
    await create8x8Receiver({ unverified: true, enqueue })(await request);
    return deliveries[0] as QueuedDelivery;
  };

  it("calls the handlers that a receiver would call, with the same delivery and context", async () => {
    const calls: unknown[] = [];
    const dispatch = create8x8Dispatcher({
      on: {
        inbound_message_received: ({ payload }, { name, original, headers }) =>
          calls.push([payload.type, name, Object(original).payload.type, headers.get("content-type")]),
        "*": (_delivery, { name, url, original, body }) =>
          calls.push([name, url, new TextDecoder().decode(body) === JSON.stringify(original)]),
      },
      onUnknown: (_delivery, { name }) => calls.push(["unknown", name]),
      onInvalid: (_original, issues, { name }) => calls.push(["invalid", name, issues.length]),
    });
    const change = (eventType: string) => ({ change: { eventType } as never });
    const { payload } = Object(await (await build8x8Delivery("inbound_message_received")).json());
    const text = build8x8Delivery("inbound_message_received", {
      change: { payload: { ...payload, type: payload.type.toLowerCase() } },
    });
    await dispatch(await delivery(text));
    await dispatch(await delivery(build8x8Delivery("account_update")));
    await dispatch(await delivery(build8x8Delivery("account_update", change("brand_new_event"))));
    await dispatch(await delivery(build8x8Delivery("account_update", { change: { eventId: 5 } as never })));
    expect(calls).toEqual([
      [payload.type, "inbound_message_received", payload.type.toLowerCase(), "application/json"],
      ["account_update", "https://receiver.invalid/", true],
      ["unknown", "brand_new_event"],
      ["invalid", "account_update", 1],
    ]);
  });

  it("rejects with the handler's error, so that a queue retries", async () => {
    const failure = new Error("database is away");
    const stored = await delivery(build8x8Delivery("account_update"));
    await expect(create8x8Dispatcher({ on: { "*": () => Promise.reject(failure) } })(stored)).rejects.toBe(failure);
    const fail = () => {
      throw failure;
    };
    await expect(create8x8Dispatcher({ on: { account_update: fail } })(stored)).rejects.toBe(failure);
  });

  it("rejects an invalid delivery that has no handler, so that a queue keeps it", async () => {
    const stored = await delivery(build8x8Delivery("account_update", { change: { eventId: 5 } as never }));
    await expect(create8x8Dispatcher({})(stored)).rejects.toThrow(
      /^account_update doesn't match its schema: .*eventId/,
    );
  });

  it("resolves where nothing is to do", async () => {
    await create8x8Dispatcher({})(await delivery(build8x8Delivery("account_update")));
    await create8x8Dispatcher({})(
      await delivery(build8x8Delivery("account_update", { change: { eventType: "new" } as never })),
    );
  });

  it.each([undefined, null, "{}", {}])("rejects what no receiver has stored: %j", async (value) => {
    await expect(createWebexDispatcher({})(value as never)).rejects.toThrow(
      "delivery must be what a receiver's enqueue was called with, or its JSON",
    );
  });

  it("checks its options by name", () => {
    const create = createWebexDispatcher as (options: unknown) => unknown;
    const handler = () => undefined;
    expect(() => create({ on: { "messages.creatd": handler } })).toThrow("did you mean messages.created?");
    expect(() => create({ onUnkown: handler })).toThrow("onUnkown isn't a known option; did you mean onUnknown?");
    expect(() => create({ onInvalid: 5 })).toThrow("onInvalid must be a function; got 5");
    expect(() => create({ secret })).toThrow("secret isn't a known option");
    expect(() => create(undefined)).toThrow("the options must be an object");
  });
});
