import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createClient } from "redis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { redisSeenStore } from "../../src/index.js";
import { buildWebexDelivery, faults } from "../../src/testing/index.js";
import { end, type RedisServer, startRedis } from "./redis-server.js";

const secret = "redis-test-secret";
const lease = 1_000;
let server: RedisServer;
const processes: ChildProcess[] = [];
let redis: ReturnType<typeof createClient>;
let redisUrl: string;

function start(command: string, ...args: string[]): ChildProcess {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  processes.push(child);
  return child;
}

async function startReceiver(): Promise<string> {
  const path = fileURLToPath(new URL("receiver-process.ts", import.meta.url));
  const child = start(process.execPath, "--import", "tsx", path, redisUrl, secret, String(lease));
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const [port] = (await once(lines, "line")) as [string];
  return `http://127.0.0.1:${port}/`;
}

beforeAll(async () => {
  server = await startRedis();
  redisUrl = server.url;
  redis = createClient({ url: redisUrl });
  await redis.connect();
});

afterAll(async () => {
  redis.destroy();
  for (const child of processes) await end(child, "SIGTERM");
  await server.stop();
});

/** Sends a delivery as a sender that doesn't give up: it retries after 5xx and when there is no response. */
async function deliver(request: Request, urls: string[], attempts = 200): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const url = urls[attempt % urls.length] as string;
    const copy = new Request(url, { method: "POST", headers: request.headers, body: await request.clone().text() });
    const status = await fetch(copy).then(
      (response) => response.status,
      () => 0, // A process that was killed sends no response.
    );
    if (status === 200) return;
    if (status !== 0 && status < 500) throw new Error(`Expected 200 or 5xx; got ${status}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("The delivery was never accepted");
}

async function delivery(id: string, name: string): Promise<Request> {
  const data = { id, roomId: "r", personId: "p", personEmail: "bob@example.com", created: "2026-03-09T09:20:11.482Z" };
  return buildWebexDelivery("messages.created", { secret, change: { name, data } });
}

describe("two receiver processes on one Redis", () => {
  it("handle each of 1,000 deliveries that come twice exactly once", async () => {
    const urls = [await startReceiver(), await startReceiver()];
    const ids = Array.from({ length: 1_000 }, (_, i) => `delivery-${i}`);
    const both = (await Promise.all(ids.map(async (id) => faults.duplicate(await delivery(id, "twice"))))).flat();
    const queue = faults.reorder(both);
    expect(queue).toHaveLength(2_000);
    const worker = async (first: number) => {
      const order = first === 0 ? urls : urls.toReversed();
      for (let next = queue.pop(); next; next = queue.pop()) await deliver(next, order);
    };
    await Promise.all(Array.from({ length: 16 }, (_, i) => worker(i % 2)));
    const handled = await Promise.all(ids.map((id) => redis.get(`handled:${id}`)));
    expect(new Set(handled)).toEqual(new Set(["1"]));
    const started = await Promise.all(ids.map((id) => redis.get(`started:${id}`)));
    expect(new Set(started)).toEqual(new Set(["1"]));
  });

  it("handle a delivery again whose handler failed once", async () => {
    const urls = [await startReceiver(), await startReceiver()];
    await deliver(await delivery("failing", "fails once"), urls);
    await deliver(await delivery("failing", "fails once"), urls);
    expect([await redis.get("started:failing"), await redis.get("handled:failing")]).toEqual(["2", "1"]);
  });

  it("handle a delivery again whose process was killed in its handler", async () => {
    const urls = [await startReceiver(), await startReceiver()];
    await deliver(await delivery("killing", "kills once"), urls);
    await deliver(await delivery("killing", "kills once"), urls.toReversed());
    expect([await redis.get("started:killing"), await redis.get("handled:killing")]).toEqual(["2", "1"]);
    expect(processes.some((child) => child.signalCode === "SIGKILL")).toBe(true);
  });
});

describe("the store on a real Redis", () => {
  it("keeps what was done after the lease, if no other claim holds it", async () => {
    const store = redisSeenStore((args) => redis.sendCommand(args), { prefix: "late-test:" });
    const claim = await store.claim("k", 20);
    while ((await redis.exists("late-test:k")) === 1) await redis.ping();
    if (claim.state === "new") await store.complete("k", claim.token, 10_000);
    expect((await store.claim("k", 20)).state).toBe("done");
  });

  it("distinguishes new, busy and done, and fences out a claim that has expired", async () => {
    const store = redisSeenStore((args) => redis.sendCommand(args), { prefix: "store-test:" });
    const first = await store.claim("k", 30);
    expect(first.state).toBe("new");
    expect(await store.claim("k", 30)).toEqual({ state: "busy" });
    while ((await redis.exists("store-test:k")) === 1) await redis.ping();
    const second = await store.claim("k", 10_000);
    if (first.state !== "new" || second.state !== "new") throw new Error("Expected two claims");
    await store.complete("k", first.token, 10_000);
    await store.release("k", first.token);
    expect((await store.claim("k", 30)).state).toBe("busy");
    await store.complete("k", second.token, 10_000);
    expect((await store.claim("k", 30)).state).toBe("done");
    expect(await redis.pTTL("store-test:k")).toBeGreaterThan(9_000);
  });
});
