import { createClient } from "redis";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  type BullQueueOptions,
  type BullWorkerOptions,
  createBullQueue,
  createBullWorker,
} from "../../src/bullmq/index.js";
import { jobId } from "../../src/bullmq/queue.js";
import type { Handler } from "../../src/index.js";
import { buildWebexDelivery } from "../../src/testing/index.js";
import { createWebexDispatcher, createWebexReceiver } from "../../src/webex/index.js";
import { withResolvers } from "../helpers.js";
import { freePort, type RedisServer, startRedis } from "./redis-server.js";

const secret = "queue-secret";
const opened: { close(): Promise<void> }[] = [];
let redis: RedisServer;
let queues = 0;

beforeAll(async () => {
  redis = await startRedis();
});
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});
afterAll(() => redis.stop());

/** A receiver with a queue of its own, and a function that starts a worker for it. */
function create(options: Partial<BullQueueOptions> = {}) {
  const connection = { url: redis.url };
  const name = `queue-${++queues}`;
  const queue = createBullQueue({ connection, name, onError: () => undefined, ...options });
  opened.push(queue);
  const errors: unknown[] = [];
  const receiver = createWebexReceiver({ secret, enqueue: queue.enqueue, onError: (error) => errors.push(error) });
  const work = (handler: Handler<unknown>, more: Partial<BullWorkerOptions> = {}) => {
    const dispatch = createWebexDispatcher({ on: { "*": handler } });
    const worker = createBullWorker({ connection, name, dispatch, onError: () => undefined, ...more });
    opened.push(worker);
    return worker;
  };
  return { queue, receiver, errors, work };
}

const delivery = (name: string) => buildWebexDelivery("rooms.created", { secret, change: { name } });

describe("a delivery", () => {
  it("that is sent twice is handled once, before and after it was handled", async () => {
    const { queue, receiver, work } = create();
    const request = await delivery("twice");
    expect((await receiver(request.clone())).status).toBe(200);
    expect((await receiver(request.clone())).status).toBe(200);
    expect(await queue.counts()).toEqual({ waiting: 1, active: 0, delayed: 0, failed: 0 });
    const names: unknown[] = [];
    const last = withResolvers();
    work((each) => {
      names.push(Object(each).name);
      if (Object(each).name === "last") last.resolve();
    });
    while ((await queue.counts()).waiting + (await queue.counts()).active > 0);
    expect((await receiver(request.clone())).status).toBe(200);
    expect((await receiver(await delivery("last"))).status).toBe(200);
    await last.promise;
    expect(names).toEqual(["twice", "last"]);
  });

  it("that is sent again after the window is handled again", async () => {
    const { queue, receiver, work } = create({ window: 1 });
    const handled = [withResolvers(), withResolvers()];
    let calls = 0;
    work(() => handled[calls++]?.resolve());
    const request = await delivery("again");
    await receiver(request.clone());
    await handled[0]?.promise;
    while ((await queue.counts()).active > 0);
    await receiver(request.clone());
    await handled[1]?.promise;
    expect(calls).toBe(2);
  });

  it("whose handler fails is handled again", async () => {
    const { receiver, work } = create({ job: { backoff: 1 } });
    const handled = withResolvers();
    const errors: unknown[] = [];
    let calls = 0;
    work(
      () => {
        if (++calls < 3) throw new Error(`failure ${calls}`);
        handled.resolve();
      },
      { onError: (error, job) => errors.push([error.message, job?.attemptsMade, job?.finishedOn]) },
    );
    await receiver(await delivery("fails"));
    await handled.promise;
    expect(errors).toEqual([
      ["failure 1", 1, undefined],
      ["failure 2", 2, undefined],
    ]);
  });

  it("whose attempts have all failed is kept and counted, and gets new ones when it is sent again", async () => {
    const { queue, receiver, work } = create({ job: { attempts: 2, backoff: 1 } });
    const failed = withResolvers();
    const handled = withResolvers();
    let calls = 0;
    work(
      () => {
        if (++calls <= 2) throw new Error("no database");
        handled.resolve();
      },
      { onError: (_error, job) => job?.finishedOn && failed.resolve() },
    );
    const request = await delivery("fails for good");
    await receiver(request.clone());
    await failed.promise;
    expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 1 });
    const [job] = await queue.queue.getFailed();
    expect([job?.id, job?.failedReason]).toEqual([jobId(String(job?.data.key)), "no database"]);
    expect((await receiver(request)).status).toBe(200);
    await handled.promise;
    expect(calls).toBe(3);
  });

  it("that has no valid shape and no handler is kept as failed, with what was sent", async () => {
    const { queue, receiver, work } = create({ job: { attempts: 1 } });
    const failed = withResolvers();
    work(() => undefined, { onError: (_error, job) => job?.finishedOn && failed.resolve() });
    const request = await buildWebexDelivery("rooms.created", { secret, change: { name: 5 } as never });
    expect((await receiver(request)).status).toBe(200);
    await failed.promise;
    expect((await queue.queue.getFailed()).map(({ data }) => data.original)).toMatchObject([{ name: 5 }]);
  });

  it("gets a 500 while Redis can't be reached", async () => {
    const port = await freePort();
    const { receiver, errors } = create({ connection: { port }, timeout: 100 });
    expect((await receiver(await delivery("away"))).status).toBe(500);
    expect(errors).toEqual([new Error("Redis didn't store the delivery within 100 ms. Is it running and reachable?")]);
  });
});

describe("a queue whose Redis goes away", () => {
  it("rejects at once, and stores again when Redis is back", async () => {
    const own = await startRedis();
    const { queue, receiver, errors } = create({ connection: { url: own.url } });
    expect((await receiver(await delivery("before"))).status).toBe(200);
    await own.stop();
    expect((await receiver(await delivery("while"))).status).toBe(500);
    expect(errors).toHaveLength(1);
    await own.restart();
    await queue.queue.waitUntilReady();
    let status = 0;
    while (status !== 200) ({ status } = await receiver(await delivery("after")));
    expect((await queue.counts()).waiting).toBe(1);
    await queue.close();
    await own.stop();
  });

  it("accepts a client of redis in place of options", async () => {
    const client = createClient({ url: redis.url, disableOfflineQueue: true });
    client.on("error", () => undefined);
    await client.connect();
    const { receiver, work } = create({ connection: client });
    const handled = withResolvers();
    const worker = work(() => handled.resolve(), { connection: client });
    expect((await receiver(await delivery("client"))).status).toBe(200);
    await handled.promise;
    await worker.close();
    client.destroy();
  });
});

describe("a worker that is closed", () => {
  it("waits for the delivery that is being handled, and takes no other", async () => {
    const { queue, receiver, work } = create();
    const started = withResolvers();
    const finish = withResolvers();
    const names: unknown[] = [];
    const worker = work(
      async (each) => {
        started.resolve();
        await finish.promise;
        names.push(Object(each).name);
      },
      { concurrency: 1 },
    );
    await receiver(await delivery("first"));
    await started.promise;
    await receiver(await delivery("second"));
    let closed = false;
    const closing = worker.close().then(() => {
      closed = true;
    });
    await queue.counts();
    expect(closed).toBe(false);
    finish.resolve();
    await closing;
    expect(names).toEqual(["first"]);
    expect(await queue.counts()).toEqual({ waiting: 1, active: 0, delayed: 0, failed: 0 });
  });
});

it("options are checked by name", () => {
  const connection = { url: redis.url };
  const queue = createBullQueue as (options: unknown) => unknown;
  const worker = createBullWorker as (options: unknown) => unknown;
  expect(() => queue({ connection, timeot: 5 })).toThrow("timeot isn't a known option; did you mean timeout?");
  expect(() => queue({ connection, timeout: 0 })).toThrow("timeout must be milliseconds from 1; got 0");
  expect(() => queue({ connection, name: "a:b" })).toThrow('name must be a name without ":"');
  expect(() => queue({ connection: redis.url })).toThrow("connection must be the options of a connection to Redis");
  expect(() => queue({})).toThrow(
    "connection must be the options of a connection to Redis, or a client; got undefined",
  );
  expect(() => worker({ connection })).toThrow("dispatch must be a function; got undefined");
  expect(() => worker({ connection, dispatch: () => 0, concurrency: 0.5 })).toThrow(
    "concurrency must be a whole number from 1; got 0.5",
  );
});
