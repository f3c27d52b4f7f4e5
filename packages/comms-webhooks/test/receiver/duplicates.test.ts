import { describe, expect, it } from "vitest";
import { create8x8Receiver } from "../../src/8x8/index.js";
import { memorySeenStore, type SeenStore } from "../../src/index.js";
import { build8x8Delivery, buildWebexDelivery, faults } from "../../src/testing/index.js";
import { createWebexReceiver } from "../../src/webex/index.js";
import { type FakeClock, fakeClock } from "../fake-clock.js";
import { withResolvers } from "../helpers.js";

const secret = "secret";

function webex(handler: () => unknown, store: SeenStore = memorySeenStore()) {
  const errors: unknown[] = [];
  const on = { "*": handler };
  const duplicates = { store };
  return { errors, receiver: createWebexReceiver({ secret, on, duplicates, onError: (error) => errors.push(error) }) };
}

describe("duplicates at Webex", () => {
  it("are handled once and get a 200 each", async () => {
    let calls = 0;
    const { receiver } = webex(() => calls++);
    const [first, second] = faults.duplicate(await buildWebexDelivery("messages.created", { secret }));
    expect([(await receiver(first)).status, (await receiver(second)).status]).toEqual([200, 200]);
    expect(calls).toBe(1);
  });

  it("are recognized by their bytes, because the id is the webhook's", async () => {
    let calls = 0;
    const { receiver } = webex(() => calls++);
    for (const name of ["first", "second"])
      await receiver(await buildWebexDelivery("rooms.updated", { secret, change: { name } }));
    expect(calls).toBe(2);
  });

  it("get a 503 while the first is being handled", async () => {
    const { promise, resolve } = withResolvers();
    const started = withResolvers();
    const { receiver } = webex(() => {
      started.resolve();
      return promise;
    });
    const [first, second] = faults.duplicate(await buildWebexDelivery("messages.created", { secret }));
    const pending = receiver(first);
    await started.promise;
    const response = await receiver(second);
    expect([response.status, response.headers.get("Retry-After")]).toEqual([503, "1"]);
    resolve();
    expect((await pending).status).toBe(200);
  });

  it("are handled again if the first failed", async () => {
    let calls = 0;
    const { receiver, errors } = webex(() => {
      if (++calls === 1) throw new Error("once");
    });
    const [first, second] = faults.duplicate(await buildWebexDelivery("messages.created", { secret }));
    expect([(await receiver(first)).status, (await receiver(second)).status]).toEqual([500, 200]);
    expect(calls).toBe(2);
    expect(errors).toMatchObject([{ message: "once" }]);
  });

  it("get a 500 if the store fails, and the error is reported", async () => {
    const failure = new Error("store is down");
    const broken = { ...memorySeenStore(), claim: () => Promise.reject(failure) };
    const { receiver, errors } = webex(() => undefined, broken);
    expect((await receiver(await buildWebexDelivery("messages.created", { secret }))).status).toBe(500);
    expect(errors).toEqual([failure]);
  });
});

describe("the times of a store", () => {
  const times = async (
    create: (duplicates: { store: SeenStore; window?: number; lease?: number }) => Promise<unknown>,
  ) => {
    const seen: unknown[] = [];
    const store: SeenStore = {
      claim: async (_key, lease) => ({ state: "new", token: String(seen.push({ lease })) }),
      renew: async () => undefined,
      complete: async (_key, _token, window) => void seen.push({ window }),
      release: async () => undefined,
    };
    await create({ store });
    await create({ store, lease: 5, window: 7 });
    return seen;
  };
  const expected = [{ lease: 60_000 }, { window: 300_000 }, { lease: 5 }, { window: 7 }];

  it("are a minute for the handler and five minutes for a processed delivery by default", async () => {
    const request = await buildWebexDelivery("rooms.created", { secret });
    const ofWebex = times((duplicates) => createWebexReceiver({ secret, duplicates })(request.clone()));
    expect(await ofWebex).toEqual(expected);
    const request8x8 = await build8x8Delivery("account_update");
    const of8x8 = times((duplicates) => create8x8Receiver({ unverified: true, duplicates })(request8x8.clone()));
    expect(await of8x8).toEqual(expected);
  });
});

describe("a claim", () => {
  async function handleSlowly(createStore: (clock: FakeClock) => SeenStore) {
    const clock = fakeClock();
    const store = createStore(clock);
    const finish = withResolvers();
    const errors: unknown[] = [];
    const receiver = createWebexReceiver({
      secret,
      on: { "*": () => finish.promise },
      duplicates: { store, lease: 1_000 },
      onError: (error) => errors.push(error),
      ...clock.options,
    });
    const [first, second] = faults.duplicate(await buildWebexDelivery("messages.created", { secret }));
    const response = receiver(first);
    while (clock.due().length === 0) await new Promise(setImmediate);
    await clock.advance(10_000);
    const meanwhile = (await receiver(second)).status;
    finish.resolve();
    const { status } = await response;
    await clock.advance(1_000);
    return { meanwhile, status, errors, due: clock.due() };
  }

  it("is renewed while its handler runs, so no other process takes the delivery", async () => {
    const renewals: number[] = [];
    const slow = await handleSlowly(({ now }) => {
      const store = memorySeenStore({ now });
      return {
        ...store,
        renew: (key, token, lease) => store.renew(key, token, renewals[renewals.push(lease) - 1] ?? 0),
      };
    });
    expect(slow).toEqual({ meanwhile: 503, status: 200, errors: [], due: [] });
    expect(renewals).toEqual(Array(20).fill(1_000));
  });

  it("is renewed again after the store has failed once, and the error is reported", async () => {
    const failure = new Error("store is away");
    let renewals = 0;
    const renew: SeenStore["renew"] = () => {
      if (++renewals === 1) throw failure;
      return Promise.resolve();
    };
    expect(await handleSlowly(() => ({ ...memorySeenStore(), renew }))).toMatchObject({
      status: 200,
      errors: [failure],
      due: [],
    });
    expect(renewals).toBe(20);
  });

  it("isn't renewed any more if its handler ends during a renewal", async () => {
    const renewed = withResolvers();
    const store = memorySeenStore();
    const complete: SeenStore["complete"] = (...args) => {
      renewed.resolve();
      return store.complete(...args);
    };
    const slow = handleSlowly(() => ({ ...store, complete, renew: () => renewed.promise }));
    expect(await slow).toMatchObject({ status: 200, errors: [], due: [] });
  });
});

describe("a store that can't remember what was done", () => {
  it("is reported, and the delivery stays handled", async () => {
    const failure = new Error("store is down");
    const store = { ...memorySeenStore(), complete: () => Promise.reject(failure) };
    const { receiver, errors } = webex(() => undefined, store);
    expect((await receiver(await buildWebexDelivery("messages.created", { secret }))).status).toBe(200);
    expect(errors).toEqual([failure]);
  });
});

describe("duplicates at 8x8", () => {
  async function keys(...deliveries: Promise<Request>[]): Promise<number> {
    let calls = 0;
    const receiver = create8x8Receiver({
      unverified: true,
      on: { "*": () => calls++ },
      duplicates: { store: memorySeenStore() },
    });
    for (const delivery of deliveries) expect((await receiver(await delivery)).status).toBe(200);
    return calls;
  }
  const receipt = (state: string, detail?: string) =>
    build8x8Delivery("outbound_message_status_changed", {
      change: {
        payload: {
          umid: "502bb9a8-330c-4f78-8a43-e7e7445338da",
          subAccountId: "Harbor",
          channel: "whatsapp",
          user: {},
          status: { state, timestamp: "2026-05-13T09:41:07.00Z", ...(detail && { detail }) },
        },
      },
    });

  it("are recognized by the message's id", async () => {
    const message = () => build8x8Delivery("inbound_message_received");
    expect(await keys(message(), message())).toBe(1);
  });

  it("are recognized by the state too, because several receipts share a message's id", async () => {
    const operator = receipt("delivered", "delivered_to_operator");
    const recipient = receipt("delivered", "delivered_to_recipient");
    expect(await keys(receipt("sent"), operator, recipient, receipt("read"), receipt("read"))).toBe(4);
  });

  it("are distinguished by the event's name, because several events share a message's id", async () => {
    const payload = { umid: "502bb9a8" };
    const message = (eventType: string) =>
      build8x8Delivery("account_update", { change: { eventType, payload, eventId: undefined } as never });
    const names: string[] = [];
    const receiver = create8x8Receiver({
      unverified: true,
      onUnknown: (_delivery, { name }) => names.push(name),
      onInvalid: (_original, _issues, { name }) => names.push(name),
      duplicates: { store: memorySeenStore() },
    });
    for (const name of ["inbound_message_received", "brand_new_event", "brand_new_event"])
      await receiver(await message(name));
    expect(names).toEqual(["inbound_message_received", "brand_new_event"]);
  });

  it("are recognized by their bytes if the state isn't a string", async () => {
    const payload = { umid: "502bb9a8", status: { state: 5 } };
    const odd = (description: string) =>
      build8x8Delivery("outbound_message_status_changed", { change: { payload, description } as never });
    let calls = 0;
    const receiver = create8x8Receiver({
      unverified: true,
      onInvalid: () => calls++,
      duplicates: { store: memorySeenStore() },
    });
    for (const description of ["one", "one", "other"])
      expect((await receiver(await odd(description))).status).toBe(200);
    expect(calls).toBe(2);
  });

  it("aren't the receipts of the channels that a message fell back to", async () => {
    const receipts = ["viber", "whatsapp"].flatMap((channel) =>
      ["undelivered_to_recipient", "rejected_by_operator"].map((detail) => {
        const status = { state: "undelivered", detail, timestamp: "2026-05-19T02:10:00.00Z" };
        const payload = { umid: "2e84b0c7", channel, status };
        return build8x8Delivery("outbound_message_status_changed", { change: { payload } as never });
      }),
    );
    expect(await keys(...receipts)).toBe(4);
  });

  it("are recognized by the click's id, because several clicks share a message's id", async () => {
    const click = (eventId: string) =>
      build8x8Delivery("SMS.short_url_clicked", { change: { payload: { umid: "2e84b0c7", eventId } } });
    expect(await keys(click("a"), click("b"), click("b"))).toBe(2);
  });

  it("are recognized by the event's id in business updates", async () => {
    const update = (eventId: string) => build8x8Delivery("account_update", { change: { eventId } });
    expect(await keys(update("a"), update("a"), update("b"))).toBe(2);
  });
});
