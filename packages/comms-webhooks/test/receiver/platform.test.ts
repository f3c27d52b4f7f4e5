import { describe, expect, it } from "vitest";
import { fromRequest } from "../../src/receiver/fetch.js";
import { buildWebexDelivery } from "../../src/testing/index.js";
import { observed, observedPending, secret } from "./observed.js";

/** A context as workers pass it: its `waitUntil` throws if it is called without its object. */
class WorkerContext {
  readonly kept: Promise<unknown>[] = [];
  waitUntil(promise: Promise<unknown>): void {
    if (!(this instanceof WorkerContext)) throw new TypeError("Illegal invocation");
    this.kept.push(promise);
  }
}

/** Lets a delivery reach its deadline, with whatever a platform passes after the request. */
async function reachDeadline(...platforms: unknown[]) {
  const { clock, finish, receiver, errors } = observedPending();
  const response = await clock.settle(receiver(await buildWebexDelivery("rooms.created", { secret }), ...platforms));
  return { response, errors, finish };
}

describe("what a platform passes after the request", () => {
  it.each([
    ["the context", (context: WorkerContext) => [context]],
    ["the environment and the context", (context: WorkerContext) => [{ KV: {} }, context]],
    ["nothing and the context", (context: WorkerContext) => [undefined, context]],
    ["a waitUntil of its own", (context: WorkerContext) => [{ waitUntil: context.waitUntil.bind(context) }]],
  ])("keeps the handler alive after the deadline if it is %s", async (_name, platforms) => {
    const context = new WorkerContext();
    const { response, errors } = await reachDeadline(...platforms(context));
    expect([response.status, await response.text(), context.kept.length]).toEqual([202, "", 1]);
    expect(errors).toEqual([]);
  });

  it("isn't asked for anything if the handler has ended", async () => {
    const context = new WorkerContext();
    const { receiver, errors } = observed();
    expect((await receiver(await buildWebexDelivery("rooms.created", { secret }), context)).status).toBe(200);
    const delivery = fromRequest(await buildWebexDelivery("rooms.created", { secret }));
    expect((await receiver.handle(delivery, context)).status).toBe(200);
    expect([context.kept, errors]).toEqual([[], []]);
  });

  it.each([[[null]], [["text"]], [[{ waitUntil: true }]], [[{ params: Promise.resolve({}) }, 5]]])(
    "is ignored if it is %j",
    async (platforms) => {
      const { response, errors } = await reachDeadline(...platforms);
      expect([response.status, await response.text(), errors]).toEqual([202, "", []]);
    },
  );
});

describe("a waitUntil that throws, such as one detached from its context", () => {
  const { waitUntil } = new WorkerContext();
  const illegal = [expect.objectContaining({ message: "Illegal invocation" })];

  it("is reported, and the response stays open until the handler has ended, which keeps a worker alive", async () => {
    const { response, errors, finish } = await reachDeadline({ waitUntil });
    expect([response.status, errors]).toEqual([202, illegal]);
    let ended = false;
    const text = response.text().then((body) => {
      ended = true;
      return body;
    });
    await new Promise(setImmediate);
    expect(ended).toBe(false);
    finish.resolve();
    expect(await text).toBe("");
  });

  it("is reported by `handle` too, whose 202 has the response of the handler as `pending`", async () => {
    const { clock, finish, receiver, errors } = observedPending();
    const request = await buildWebexDelivery("rooms.created", { secret });
    const delivery = {
      method: "POST",
      header: (name: string) => request.headers.get(name),
      headers: () => request.headers,
      body: async () => new Uint8Array(await request.arrayBuffer()),
    };
    const { status, pending } = await clock.settle(receiver.handle(delivery, { waitUntil }));
    expect([status, errors]).toEqual([202, illegal]);
    finish.reject(new Error("failed late"));
    expect(await pending).toMatchObject({ status: 500 });
  });
});
