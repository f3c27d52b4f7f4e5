import { describe, expect, it } from "vitest";
import { create8x8Receiver } from "../../src/8x8/index.js";
import { memorySeenStore, type SeenStore } from "../../src/index.js";
import { build8x8Delivery, buildWebexDelivery, faults } from "../../src/testing/index.js";
import { createWebexReceiver } from "../../src/webex/index.js";
import { withResolvers } from "../helpers.js";

const secret = "secret";

function webex(handler: () => unknown, store: SeenStore = memorySeenStore()) {
  const errors: unknown[] = [];
  const on = { "*": handler };
  const duplicates = { store };
  return { errors, receiver: createWebexReceiver({ secret, on, duplicates, onError: (error) => errors.push(error) }) };
}

describe("duplicates at Webex", () => {
  it("are handled once, and answered with 200 each", async () => {
    let calls = 0;
    const { receiver } = webex(() => calls++);
    const [first, second] = faults.duplicate(await buildWebexDelivery("messages.created", { secret }));
    expect([(await receiver(first)).status, (await receiver(second)).status]).toEqual([200, 200]);
    expect(calls).toBe(1);
  });

  it("are told by their bytes, since the id is the webhook's", async () => {
    let calls = 0;
    const { receiver } = webex(() => calls++);
    for (const name of ["first", "second"])
      await receiver(await buildWebexDelivery("rooms.updated", { secret, change: { name } }));
    expect(calls).toBe(2);
  });

  it("are answered with 503 while the first is being handled", async () => {
    const { promise, resolve } = withResolvers();
    const { receiver } = webex(() => promise);
    const [first, second] = faults.duplicate(await buildWebexDelivery("messages.created", { secret }));
    const pending = receiver(first);
    const answer = await receiver(second);
    expect([answer.status, answer.headers.get("Retry-After")]).toEqual([503, "1"]);
    resolve();
    expect((await pending).status).toBe(200);
  });

  it("are handled again where the first failed", async () => {
    let calls = 0;
    const { receiver, errors } = webex(() => {
      if (++calls === 1) throw new Error("once");
    });
    const [first, second] = faults.duplicate(await buildWebexDelivery("messages.created", { secret }));
    expect([(await receiver(first)).status, (await receiver(second)).status]).toEqual([500, 200]);
    expect(calls).toBe(2);
    expect(errors).toMatchObject([{ message: "once" }]);
  });

  it("answer 500 where the store fails, and the error is told", async () => {
    const failure = new Error("store is down");
    const broken = { claim: () => Promise.reject(failure) } as unknown as SeenStore;
    const { receiver, errors } = webex(() => undefined, broken);
    expect((await receiver(await buildWebexDelivery("messages.created", { secret }))).status).toBe(500);
    expect(errors).toEqual([failure]);
  });
});

describe("a store that can't keep what was done", () => {
  it("is told of, and the delivery stays handled", async () => {
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
      unauthorized: true,
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

  it("are told by the message's id", async () => {
    const message = () => build8x8Delivery("inbound_message_received");
    expect(await keys(message(), message())).toBe(1);
  });

  it("are told by the state too, where several receipts share a message's id", async () => {
    const operator = receipt("delivered", "delivered_to_operator");
    const recipient = receipt("delivered", "delivered_to_recipient");
    expect(await keys(receipt("sent"), operator, recipient, receipt("read"), receipt("read"))).toBe(4);
  });

  it("are told by the event's id in business updates", async () => {
    const update = (eventId: string) => build8x8Delivery("account_update", { change: { eventId } });
    expect(await keys(update("a"), update("a"), update("b"))).toBe(2);
  });
});
