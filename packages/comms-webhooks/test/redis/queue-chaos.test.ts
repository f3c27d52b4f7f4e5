import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type BullQueue, createBullQueue } from "../../src/bullmq/index.js";
import { buildWebexDelivery } from "../../src/testing/index.js";
import { seededRandom } from "../seeded-random.js";
import { type ProcessSlot, startProcess } from "./process-slot.js";
import { type RedisServer, startRedis } from "./redis-server.js";

const secret = "chaos-secret";
const [requestCount, repeatedCount, killCount] = [5_000, 250, 50];
const random = seededRandom(20_261_126);
const below = (limit: number) => Math.floor(random() * limit);

let folder: string;
let redis: RedisServer;
let queue: BullQueue;
let receivers: ProcessSlot[];
let workers: ProcessSlot[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "queue-"));
  redis = await startRedis(folder);
  queue = createBullQueue({ connection: { url: redis.url }, onError: () => undefined });
  receivers = [1, 2].map(() => startProcess("queue-receiver-process.ts", redis.url, secret));
  workers = [1, 2].map((number) => startProcess("queue-worker-process.ts", redis.url, handledFile(number)));
  await Promise.all([...receivers, ...workers].map((slot) => slot.ready()));
});

afterAll(async () => {
  await Promise.all([...receivers, ...workers].map((slot) => slot.stop()));
  await queue.close();
  await redis.stop();
  await rm(folder, { recursive: true });
});

const handledFile = (number: number) => join(folder, `handled-${number}`);

/** Returns the ids of all handled deliveries, one for each time. */
async function handled(): Promise<string[]> {
  const files = await Promise.all([1, 2].map((number) => readFile(handledFile(number), "utf8").catch(() => "")));
  return files.flatMap((text) => text.split("\n")).filter((id) => id !== "");
}

interface Sent {
  readonly id: string;
  readonly body: string;
  readonly headers: Headers;
  /** How often the sender tries: Webex isn't known to try again, and one in ten is sent like that. */
  readonly attempts: number;
}

async function deliveries(): Promise<Sent[]> {
  const unique = await Promise.all(
    Array.from({ length: requestCount - repeatedCount }, async (_, index): Promise<Sent> => {
      const id = `delivery-${index}`;
      const data = { id, roomId: "r", personId: "p", personEmail: "bob@example.com", created: "2026-03-09T09:20:11Z" };
      const { body, headers } = await buildWebexDelivery("messages.created", { secret, change: { data } });
      const attempts = index % 10 === 0 ? 1 : 1_000;
      return { id, body: await new Response(body).text(), headers, attempts };
    }),
  );
  // A repeated delivery is sent again a little later than the first one.
  const all = [...unique];
  for (let count = 0; count < repeatedCount; count += 1) {
    const index = below(unique.length);
    all.splice(index + below(100), 0, unique[index] as Sent);
  }
  return all;
}

/** Sends to one receiver after the other until one responds with 2xx. Returns whether one did. */
async function send({ body, headers, attempts }: Sent): Promise<boolean> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0) await wait(25); // Both receivers may be starting.
    const url = await (receivers[below(2)] as ProcessSlot).ready();
    const status = await fetch(url, { method: "POST", headers, body }).then(
      (response) => response.status,
      () => 0, // A process that was killed sends no response.
    );
    if (status >= 200 && status < 300) return true;
    if (status !== 0 && status < 500) throw new Error(`Expected 2xx or 5xx; got ${status}`);
  }
  return false;
}

it("every delivery that two receivers accepted is handled by two workers, while all are killed and Redis restarts", async () => {
  const pending = await deliveries();
  expect(pending).toHaveLength(requestCount);
  const accepted = new Set<string>();
  let sent = 0;

  const sender = async () => {
    for (let next = pending.shift(); next; next = pending.shift()) {
      if (await send(next)) accepted.add(next.id);
      sent += 1;
    }
  };
  // Receivers are killed as deliveries are sent, workers as they are handled: every process while it has work to do.
  const killer = async (slots: ProcessSlot[], progress: () => number | Promise<number>, end: number) => {
    const times = Array.from({ length: killCount / 2 }, () => below(end)).sort((one, other) => one - other);
    for (const [index, time] of times.entries()) {
      while ((await progress()) < time) await wait(10);
      await (slots[index % slots.length] as ProcessSlot).kill();
    }
  };
  const restart = async () => {
    while (sent < requestCount / 2) await wait(10);
    await redis.restart();
  };
  await Promise.all([
    ...Array.from({ length: 16 }, sender),
    killer(receivers, () => sent, requestCount * 0.95),
    killer(workers, async () => (await handled()).length, requestCount * 0.8),
    restart(),
  ]);

  for (;;) {
    const { waiting, active, delayed } = await queue.counts().catch(() => ({ waiting: 1, active: 0, delayed: 0 }));
    if (waiting + active + delayed === 0) break;
    await wait(50);
  }
  const times = new Map<string, number>();
  for (const id of await handled()) times.set(id, (times.get(id) ?? 0) + 1);
  const twice = [...times.values()].filter((count) => count > 1).length;
  const lost = [...accepted].filter((id) => !times.has(id));
  const kills = [...receivers, ...workers].map((slot) => slot.kills());
  console.log(
    `${requestCount} requests, ${accepted.size} of ${requestCount - repeatedCount} deliveries accepted, ` +
      `${times.size} handled, ${twice} of them more than once, ${lost.length} lost; kills: ${kills.join(", ")}`,
  );
  expect(lost).toEqual([]);
  expect((await queue.counts()).failed).toBe(0);
  expect(accepted.size).toBeGreaterThan((requestCount - repeatedCount) * 0.85);
  expect(kills.reduce((sum, each) => sum + each)).toBe(killCount);
});
