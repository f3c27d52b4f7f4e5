import { describe, expect, it } from "vitest";
import { create8x8Receiver } from "../../src/8x8/index.js";
import { memorySeenStore, type SeenStore } from "../../src/index.js";
import { fromRequest } from "../../src/receiver/fetch.js";
import { build8x8Delivery, buildWebexDelivery } from "../../src/testing/index.js";
import { fakeClock } from "../fake-clock.js";
import { withResolvers } from "../helpers.js";
import { observed, observedPending, secret } from "./observed.js";

describe("the deadline", () => {
  it("responds with 202 when it passes first, and hands the rest to the platform", async () => {
    const { clock, finish, receiver, errors } = observedPending();
    // Like that of workers, this waitUntil throws if it is called without its object.
    const platform = {
      kept: [] as Promise<unknown>[],
      waitUntil(rest: Promise<unknown>) {
        this.kept.push(rest);
      },
    };
    const response = receiver(await buildWebexDelivery("rooms.created", { secret }), platform);
    expect((await clock.settle(response)).status).toBe(202);
    expect(clock.now()).toBe(5_000);
    expect(platform.kept).toHaveLength(1);
    finish.reject(new Error("too late, and not lost"));
    await platform.kept[0];
    expect(errors).toMatchObject([{ message: "too late, and not lost" }]);
  });

  it("stops its timer when the handler finishes first", async () => {
    const { clock, finish, receiver } = observedPending();
    const response = receiver(await buildWebexDelivery("rooms.created", { secret }));
    while (clock.due().length === 0) await new Promise(setImmediate);
    expect(clock.due()).toEqual([5_000]);
    finish.resolve();
    expect((await response).status).toBe(200);
    expect(clock.due()).toEqual([]);
  });

  it("leaves nothing pending when the handler finishes first", async () => {
    const { receiver } = observed({ deadline: 5_000, setTimer: fakeClock().setTimer });
    const delivery = fromRequest(await buildWebexDelivery("rooms.created", { secret }));
    expect(await receiver.handle(delivery)).toEqual({ status: 200, headers: {}, body: null });
  });

  /** Receives a delivery up to the deadline, with a store of which some parts never settle. */
  async function receiveWith(parts: Partial<SeenStore>, handler: () => unknown) {
    const clock = fakeClock();
    const errors: unknown[] = [];
    // The deadline passes once the key is there, so that nothing but the store is waited for before the handler.
    const keyed = withResolvers();
    const store = { ...memorySeenStore(), ...parts };
    const claim: SeenStore["claim"] = (...args) => {
      keyed.resolve();
      return store.claim(...args);
    };
    const receiver = create8x8Receiver({
      unverified: true,
      on: { account_update: handler },
      onError: (error) => errors.push(error),
      deadline: 5_000,
      duplicates: { store: { ...store, claim } },
      setTimer: clock.setTimer,
    });
    const response = receiver(await build8x8Delivery("account_update"));
    await keyed.promise;
    const { status, headers } = await clock.settle(response);
    expect(clock.now()).toBe(5_000);
    return { status, retryAfter: headers.get("Retry-After"), errors };
  }
  const never = () => withResolvers().promise as Promise<never>;

  it("responds with 503 if the store hasn't claimed the delivery, so no handler has seen it", async () => {
    let calls = 0;
    const received = await receiveWith({ claim: never }, () => calls++);
    expect(received).toEqual({ status: 503, retryAfter: "1", errors: [] });
    expect(calls).toBe(0);
  });

  it("responds with 202 if the handler has started", async () => {
    expect(await receiveWith({}, never)).toEqual({ status: 202, retryAfter: null, errors: [] });
  });

  it("responds by the handler's result if only the store is late", async () => {
    const failure = new Error("broken");
    const fail = () => Promise.reject(failure);
    expect(await receiveWith({ complete: never }, () => 0)).toEqual({ status: 200, retryAfter: null, errors: [] });
    expect(await receiveWith({ release: never }, fail)).toEqual({ status: 500, retryAfter: null, errors: [failure] });
  });

  it("is waited for by the system's timer by default", async () => {
    const { promise } = withResolvers();
    const { receiver } = observed({ on: { "rooms.created": () => promise }, deadline: 0 });
    expect((await receiver(await buildWebexDelivery("rooms.created", { secret }))).status).toBe(202);
  });
});
