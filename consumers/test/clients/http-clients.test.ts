import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createSandbox, type Sandbox } from "@comms-webhooks/sandbox";
import { type Fetch, isHttpError, isNetworkError } from "comms-webhooks";
import { create8x8Webhooks } from "comms-webhooks/8x8";
import { createWebexWebhooks } from "comms-webhooks/webex";
import Fastify from "fastify";
import ky from "ky";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import nock from "nock";
import nodeFetch from "node-fetch";
import { Server as ProxyServer } from "proxy-chain";
import { ProxyAgent, fetch as undiciFetch } from "undici";
import { afterAll, describe, expect, test } from "vitest";

const webhook = { name: "Lobby", targetUrl: "https://hooks.example.com", resource: "rooms", event: "created" } as const;
const item = { subAccountId: "*", url: "https://hooks.example.com" };

const sandbox: Sandbox = createSandbox();
const proxied: string[] = [];
const proxy = new ProxyServer({
  port: 0,
  host: "127.0.0.1",
  prepareRequestFunction({ hostname, port, isHttp }) {
    proxied.push(`${isHttp ? "forward" : "CONNECT"} ${hostname}:${port}`);
    return {};
  },
});
const { origin } = new URL((await sandbox.listen()).webex);
await proxy.listen();

afterAll(async () => {
  await proxy.close(true);
  await sandbox.close();
});

const agent = (proxyTunnel: boolean) => new ProxyAgent({ uri: `http://127.0.0.1:${proxy.port}`, proxyTunnel });

/** A server that is called without a socket. */
function fastifyFetch(): Fetch {
  const app = Fastify();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
  app.all("*", async (request, reply) => {
    const headers = { authorization: request.headers.authorization ?? "", "content-type": "application/json" };
    const body = (request.body ?? undefined) as string | undefined;
    const init = { method: request.method, headers, ...(body !== undefined && { body }) };
    const response = await sandbox.fetch(`${origin}${request.url}`, init);
    reply.code(response.status).headers(Object.fromEntries(response.headers));
    return response.text();
  });
  return async (url, { method, headers, body }) => {
    const { pathname, search } = new URL(url);
    const options = { method: method as "GET", url: pathname + search, headers };
    const { statusCode, ...injected } = await app.inject(body === undefined ? options : { ...options, payload: body });
    return new Response(statusCode === 204 ? null : injected.body, {
      status: statusCode,
      headers: { "Content-Type": "application/json" },
    });
  };
}

const tunnel = agent(true);
const forward = agent(false);

const clients: readonly (readonly [name: string, fetch: Fetch])[] = [
  ["the global fetch", fetch],
  ["undici.fetch", undiciFetch],
  ["undici.fetch with a ProxyAgent that tunnels", (url, init) => undiciFetch(url, { ...init, dispatcher: tunnel })],
  ["undici.fetch with a ProxyAgent that forwards", (url, init) => undiciFetch(url, { ...init, dispatcher: forward })],
  ["node-fetch", nodeFetch],
  ["ky", (url, init) => ky(url, { ...init, throwHttpErrors: false, retry: 0 })],
  ["the sandbox without a socket", sandbox.fetch],
  ["app.inject of Fastify", fastifyFetch()],
];

describe.each(clients)("with %s", (name, fetch) => {
  test("all calls of both clients work", async () => {
    sandbox.reset();
    proxied.length = 0;
    const webex = createWebexWebhooks({ auth: "token", fetch, baseUrl: `${origin}/webex/v1` });
    const { data, response } = await webex.create({ ...webhook, secret: "s3cret-word" }).withResponse();
    expect([data.name, response.status]).toEqual(["Lobby", 200]);
    expect(await webex.get(data.id)).toMatchObject(webhook);
    expect(await webex.update(data.id, { ...webhook, name: "Hall" })).toMatchObject({ name: "Hall" });
    expect(await webex.list().toArray()).toHaveLength(1);
    expect(await webex.ensure({ ...webhook, name: "Hall" })).toMatchObject({ action: "unchanged" });
    await webex.delete(data.id);
    expect(sandbox.webhooks().webex).toEqual([]);

    const accountId = "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af";
    const client8x8 = create8x8Webhooks({ auth: "key", accountId, fetch, baseUrl: `${origin}/8x8` });
    await client8x8.createOrReplace([item]);
    expect(await client8x8.list().toArray()).toHaveLength(2);
    await client8x8.delete([{ subAccountId: "*" }]);
    expect(sandbox.webhooks()["8x8"]).toEqual([]);

    const way = name.endsWith("tunnels") ? "CONNECT" : name.endsWith("forwards") ? "forward" : undefined;
    if (way) expect(new Set(proxied)).toEqual(new Set([`${way} ${new URL(origin).host}`]));
    else expect(proxied).toEqual([]);
  });

  test("an error of the server is an HttpError with its reason", async () => {
    const webex = createWebexWebhooks({ auth: "token", fetch, baseUrl: `${origin}/webex/v1`, retries: 0 });
    const error: unknown = await webex.get("Zm9v").catch((thrown: unknown) => thrown);
    expect(isHttpError(error) && error.status).toBe(404);
    expect(error).toMatchObject({ requestId: expect.any(String), body: { message: expect.any(String) } });
  });
});

describe.each(clients.slice(0, 6))("over sockets, with %s", (name, fetch) => {
  test("a body that doesn't end is cancelled by the timeout, and a long one at 10 MiB", async () => {
    let [sent, open] = [0, 0];
    const server = createServer((request, response) => {
      open += 1;
      response.on("close", () => {
        open -= 1;
      });
      response.writeHead(request.url?.endsWith("endless") ? 200 : 500);
      const write = (): void => {
        if (request.url?.endsWith("endless")) return void response.write(" ");
        while (sent < 300 && !response.destroyed) {
          sent += 1;
          if (!response.write(Buffer.alloc(1024 ** 2, " "))) return void response.once("drain", write);
        }
        response.end();
      };
      write();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const webex = createWebexWebhooks({ auth: "token", fetch, baseUrl, retries: 0 });
    await expect(webex.get("long")).rejects.toMatchObject({ name: "HttpError", status: 500, body: "" });
    expect(sent, name).toBeLessThan(100);
    await expect(webex.get("endless", { timeout: 500 })).rejects.toMatchObject({ name: "TimeoutError" });
    await expect.poll(() => open, { timeout: 60_000 }).toBe(0);
    server.closeAllConnections();
    server.close();
  });
});

const direct = clients.slice(0, 6).filter(([name]) => !name.includes("ProxyAgent"));

describe.each(direct)("without a proxy, with %s", (_name, fetch) => {
  test("a refused connection is known not to have been sent", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const baseUrl = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
    await new Promise((resolve) => closed.close(resolve));
    const webex = createWebexWebhooks({ auth: "token", fetch, baseUrl, retries: 0 });
    const error: unknown = await webex.create(webhook).catch((thrown: unknown) => thrown);
    expect(isNetworkError(error) && [error.notSent, error.hint]).toEqual([true, undefined]);
  });
});

describe("what intercepts the global fetch", () => {
  const found = { ...webhook, id: "Zm9v", status: "active", created: "2026-05-01T12:00:00.000Z" };
  const webex = createWebexWebhooks({ auth: "token" });

  test("msw sees the request and responds", async () => {
    const requests: unknown[] = [];
    const server = setupServer(
      http.post("https://webexapis.com/v1/webhooks", async ({ request }) => {
        requests.push([request.headers.get("authorization"), await request.json()]);
        return HttpResponse.json(found);
      }),
    );
    server.listen({ onUnhandledRequest: "error" });
    try {
      expect(await webex.create(webhook)).toEqual(found);
      expect(requests).toEqual([["Bearer token", webhook]]);
    } finally {
      server.close();
    }
  });

  test("nock sees the request and responds", async () => {
    const scope = nock("https://webexapis.com", { reqheaders: { authorization: "Bearer token" } });
    scope.put("/v1/webhooks/Zm9v", { ...webhook }).reply(200, found);
    try {
      expect(await webex.update("Zm9v", webhook)).toEqual(found);
      expect(scope.isDone()).toBe(true);
    } finally {
      nock.restore();
    }
  });
});
