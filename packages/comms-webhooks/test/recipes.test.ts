import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import express from "express";
import { afterEach, describe, expect, it } from "vitest";
import { createExpressApp, createExpressAppWithRaw } from "../recipes/express.js";
import { createFastifyApp } from "../recipes/fastify.js";
import { createHonoApp } from "../recipes/hono.js";
import { createNodeServer } from "../recipes/node-http.js";
import worker from "../recipes/worker.js";
import { toNodeHandler } from "../src/node/index.js";
import { build8x8Delivery, buildWebexDelivery, faults } from "../src/testing/index.js";
import { createWebexReceiver } from "../src/webex/index.js";

const secret = "recipe-secret";
const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(server: Server): Promise<string> {
  servers.push(server);
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webex`;
}

type Start = (onMessage: (personEmail: string) => void) => Promise<Server>;

const recipes: [string, Start][] = [
  ["node:http", async (onMessage) => createNodeServer(secret, onMessage)],
  ["Express", async (onMessage) => createServer(createExpressApp(secret, onMessage))],
  ["Express with express.raw()", async (onMessage) => createServer(createExpressAppWithRaw(secret, onMessage))],
  [
    "Fastify",
    async (onMessage) => {
      const app = createFastifyApp(secret, onMessage);
      await app.listen({ port: 0, host: "127.0.0.1" });
      return app.server;
    },
  ],
  ["Hono", async (onMessage) => createServer(getRequestListener(createHonoApp(secret, onMessage).fetch))],
];

describe.each(recipes)("the recipe for %s", (_name, start) => {
  it("accepts a signed delivery over a socket, and rejects a forged one", async () => {
    const handled: string[] = [];
    const url = await listen(await start((personEmail) => handled.push(personEmail)));
    const change = { name: "naïve ☕ 1.0" };
    const delivery = await buildWebexDelivery("messages.created", { secret, url, change });
    expect((await fetch(delivery.clone())).status).toBe(200);
    expect(handled).toEqual(["bob@example.com"]);
    const rejected = await fetch(await faults.wrongSignature(delivery));
    expect(rejected.status).toBe(401);
    expect(await rejected.text()).toContain("signature");
    expect(handled).toHaveLength(1);
  });

  it("responds to a body that is too long, and stays alive", async () => {
    const url = await listen(await start(() => undefined));
    const delivery = await buildWebexDelivery("messages.created", { secret, url });
    expect((await fetch(await faults.oversize(delivery))).status).toBe(413);
    expect((await fetch(delivery)).status).toBe(200);
  });
});

describe("the mistake with express.json()", () => {
  it("is an error that names the cause and the fix", async () => {
    const app = express();
    app.use(express.json());
    app.post("/webex", toNodeHandler(createWebexReceiver({ secret })));
    const errors: Error[] = [];
    app.use(((error, _request, response, _next) => {
      errors.push(error);
      response.sendStatus(500);
    }) as express.ErrorRequestHandler);
    const url = await listen(createServer(app));
    expect((await fetch(await buildWebexDelivery("rooms.created", { secret, url }))).status).toBe(500);
    expect(errors).toMatchObject([{ name: "BodyConsumedError", message: expect.stringContaining("express.json()") }]);
  });
});

describe("the recipe for a worker", () => {
  it("accepts an authorized delivery over a socket, and rejects another", async () => {
    const texts: string[] = [];
    const waiting: Promise<unknown>[] = [];
    const env = {
      AUTHORIZATION: "Bearer recipe",
      TEXTS: { put: async (_id: string, text: string) => void texts.push(text) },
    };
    const context = { waitUntil: (promise: Promise<unknown>) => void waiting.push(promise) };
    const url = await listen(createServer(getRequestListener((request) => worker.fetch(request, env, context))));
    const delivery = await build8x8Delivery("inbound_message_received", { authorization: "Bearer recipe", url });
    expect((await fetch(delivery)).status).toBe(200);
    expect(texts).toEqual(["Is my order on its way?"]);
    const stranger = await build8x8Delivery("inbound_message_received", { authorization: "Bearer other", url });
    expect((await fetch(stranger)).status).toBe(401);
  });
});
