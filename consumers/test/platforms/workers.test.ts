import { join } from "node:path";
import { build8x8Delivery, buildWebexDelivery } from "comms-webhooks/testing";
import { Miniflare } from "miniflare";
import { afterEach, describe, expect, it, vi } from "vitest";
import { consumers, copyRecipes, run } from "../recipes.ts";
import { runtimes } from "../runtimes.ts";
import { exercise, overSocket, secret } from "./exercise.ts";

const workers: Miniflare[] = [];

afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.dispose();
});

/** Bundles a worker and starts it on workerd. */
async function start(entry: string, namespace: string, bindings: Record<string, string> = {}) {
  const bundle = join(consumers, ".recipes/workers", `${namespace}-${entry.replace(/\W+/g, "-")}.mjs`);
  await run(runtimes.bun(), [
    "build",
    entry,
    "--target=browser",
    "--format=esm",
    "--conditions=workerd",
    `--outfile=${bundle}`,
  ]);
  const worker = new Miniflare({
    modules: true,
    scriptPath: bundle,
    compatibilityDate: "2026-04-01",
    bindings,
    kvNamespaces: [namespace],
  });
  workers.push(worker);
  const url = await worker.ready;
  const kv = await worker.getKVNamespace(namespace);
  return { url, get: (key: string) => kv.get(key), keys: async () => (await kv.list()).keys.map(({ name }) => name) };
}

describe("a receiver on workerd", () => {
  it("works as a worker", async () => {
    const { url, get, keys } = await start("test/platforms/worker/webex.ts", "HANDLED");
    let handled: string[] = [];
    // The namespace is read before it is looked at: reading it takes a request of its own.
    const read = async () => {
      handled = (await Promise.all((await keys()).sort().map(get))).map(String);
    };
    const { send, leave } = overSocket(new URL("/webex", url).href);
    await exercise({
      async send(request) {
        const response = await send(request);
        await read();
        return response;
      },
      leave,
      handled: () => handled,
    });
  });

  it("works as the recipe of a worker", async () => {
    const folder = await copyRecipes("worker", { "worker.ts": "worker.ts" });
    const { url, keys } = await start(join(folder, "worker.ts"), "TEXTS", { AUTHORIZATION: "Bearer recipe" });
    const { send } = overSocket(url.href);
    const status = async (authorization: string) =>
      (await send(await build8x8Delivery("inbound_message_received", { authorization }))).status;
    expect([await status("Bearer recipe"), await status("Bearer other")]).toEqual([200, 401]);
    expect(await keys()).toHaveLength(1);
  });

  it.each(["/context", "/as-it-is", "/bound", "/hono", "/detached"])(
    "handles what it responded to with 202 at the deadline (%s)",
    async (path) => {
      const { url, get } = await start("test/platforms/worker/deadline.ts", "HANDLED", { SECRET: secret });
      const { send } = overSocket(new URL(path, url).href);
      expect((await send(await buildWebexDelivery("messages.created", { secret }))).status).toBe(202);
      await vi.waitFor(async () => expect(await get(path)).toBe("bob@example.com"), { timeout: 60_000, interval: 50 });
      expect(await get(`${path} failed`)).toEqual(path === "/detached" ? expect.stringContaining("Illegal") : null);
    },
  );
});
