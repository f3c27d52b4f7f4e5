import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createSandbox, type Sandbox } from "../../src/index.js";
import { call8x8, store } from "../8x8/call.js";
import { createWebhook } from "../webex/call.js";

const message = { api: "webex", name: "messages.created" } as const;
const servers: Server[] = [];
let sandbox: Sandbox;
afterEach(async () => {
  vi.unstubAllGlobals();
  await sandbox.close();
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** Opens a receiver on loopback, and gives its origin. */
async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function deliverTo(targetUrl: string) {
  await createWebhook(sandbox, { targetUrl });
  return (await sandbox.deliver(message))[0];
}

describe("a delivery to another machine", () => {
  it("is refused and logged, and is no failure", async () => {
    const fetched = vi.fn();
    vi.stubGlobal("fetch", fetched);
    sandbox = createSandbox();
    await createWebhook(sandbox, { targetUrl: "https://hooks.example.net:8443/webex" });
    await store(sandbox, [{ subAccountId: "*", url: "https://hooks.example.net/8x8" }]);
    for (let time = 0; time < 100; time += 1) await sandbox.deliver(message);
    const [attempt] = await sandbox.deliver({ api: "8x8", name: "inbound_message_received" });
    expect(attempt).toMatchObject({
      outcome: "refused",
      error: "hooks.example.net isn't on this machine; allowRemote permits other machines",
    });
    expect(attempt).not.toHaveProperty("retryAt");
    expect(sandbox.attempts()[0]).toMatchObject({
      error: "hooks.example.net:8443 isn't on this machine; allowRemote permits other machines",
    });
    expect(sandbox.webhooks().webex).toMatchObject([{ status: "active" }]);
    expect(fetched).not.toHaveBeenCalled();
  });

  it("is refused when only its token is there", async () => {
    const fetched = vi.fn();
    vi.stubGlobal("fetch", fetched);
    sandbox = createSandbox();
    const oauth = { url: "https://login.example.net", clientId: "c", clientSecret: "s", credentialsLocation: "body" };
    await call8x8(sandbox, "POST", { json: [{ subAccountId: "*", url: "http://localhost:9", oauth }] });
    expect(await sandbox.deliver({ api: "8x8", name: "inbound_message_received" })).toMatchObject([
      { outcome: "refused", error: "login.example.net isn't on this machine; allowRemote permits other machines" },
    ]);
    expect(fetched).not.toHaveBeenCalled();
  });

  it("is made when that is allowed", async () => {
    const fetched = vi.fn(async (_: Request) => new Response());
    vi.stubGlobal("fetch", fetched);
    sandbox = createSandbox({ allowRemote: true });
    expect(await deliverTo("https://hooks.example.net/webex")).toMatchObject({ outcome: "delivered", status: 200 });
    expect(fetched.mock.calls.map(([{ url, redirect }]) => [url, redirect])).toEqual([
      ["https://hooks.example.net/webex", "manual"],
    ]);
  });
});

describe("a delivery over a socket", () => {
  it("arrives", async () => {
    const requests: IncomingMessage[] = [];
    let body = "";
    const origin = await listen(async (request, response) => {
      requests.push(request);
      for await (const chunk of request) body += chunk;
      response.writeHead(200).end("thanks");
    });
    sandbox = createSandbox();
    expect(await deliverTo(`${origin}/hook`)).toMatchObject({ outcome: "delivered", status: 200 });
    expect(requests.map(({ method, url }) => [method, url])).toEqual([["POST", "/hook"]]);
    expect(JSON.parse(body)).toMatchObject({ resource: "messages", targetUrl: `${origin}/hook` });
  });

  it("does not follow a redirect", async () => {
    const paths: (string | undefined)[] = [];
    const origin = await listen((request, response) => {
      paths.push(request.url);
      response.writeHead(307, { Location: "/other" }).end();
    });
    sandbox = createSandbox();
    expect(await deliverTo(`${origin}/hook`)).toMatchObject({ outcome: "failed", status: 307 });
    expect(paths).toEqual(["/hook"]);
  });

  it("does not wait for the end of the answer", async () => {
    const origin = await listen((_, response) => response.writeHead(200).write("…"));
    sandbox = createSandbox();
    expect(await deliverTo(origin)).toMatchObject({ outcome: "delivered", status: 200 });
  });

  it("says that nobody listens", async () => {
    const origin = await listen(() => undefined);
    servers[0]?.close();
    sandbox = createSandbox();
    expect(await deliverTo(origin)).toMatchObject({ outcome: "failed", error: "no connection: ECONNREFUSED" });
  });

  it("is given up in the end, and the connection is cut", async () => {
    let cut: Promise<unknown> | undefined;
    const origin = await listen((request) => {
      cut = once(request.socket, "close");
    });
    sandbox = createSandbox({ deliveryTimeout: 100 });
    expect(await deliverTo(origin)).toMatchObject({ outcome: "failed", error: "no response within 100 ms" });
    await cut;
  });

  it.each([
    ["a user in its URL", { targetUrl: "http://user:t0p-s3cret@127.0.0.1:9/" }, "http://127.0.0.1:9/"],
    ["no port", { targetUrl: "http://127.0.0.1:99999/" }, "http://127.0.0.1:99999/"],
  ])("fails with %s, which is not told", async (_, fields, url) => {
    sandbox = createSandbox();
    await createWebhook(sandbox, fields);
    const attempts = await sandbox.deliver(message);
    const error = "the webhook's URL or authorization doesn't make a valid request";
    expect(attempts).toMatchObject([{ outcome: "failed", error, url }]);
    expect(JSON.stringify(attempts)).not.toContain("s3cret");
  });
});
