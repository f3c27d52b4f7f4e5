import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { json } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { createSandbox, type ListenOptions, type Sandbox } from "../../src/index.js";
import { callWebex, createWebhook } from "../webex/call.js";

const page = "http://localhost:5173";
let sandbox: Sandbox;
afterEach(() => sandbox?.close());

async function listen(options: ListenOptions = {}): Promise<string> {
  sandbox = createSandbox();
  const { webex } = await sandbox.listen(options);
  await createWebhook(sandbox);
  return new URL("/_sandbox/reset", webex).href;
}

/** Sends a request whose headers are as given: `fetch` writes `Host` by itself. */
async function send(url: string, headers: Record<string, string>, method = "POST") {
  const [incoming] = (await once(request(url, { method, headers }).end(), "response")) as [IncomingMessage];
  const { message } = (incoming.statusCode === 403 ? await json(incoming) : {}) as { message?: string };
  return { status: incoming.statusCode, headers: incoming.headers, message };
}

const webhooks = async () => (await callWebex(sandbox, "GET", "/webhooks")).body.items;

describe("the host of a request over a socket", () => {
  it.each(["evil.example", "evil.example:80", "127.0.0.1.evil.example", "webexapis.com", "192.0.2.1", "[2001:db8::1]"])(
    "is refused if it isn't this machine: %s",
    async (host) => {
      const url = await listen();
      const { status, message } = await send(url, { host });
      expect(status).toBe(403);
      expect(message).toContain(`serves this machine only; got the host "`);
      expect(message).toContain("add it to allowedHosts");
      expect(await webhooks()).toHaveLength(1);
    },
  );

  it.each(["localhost", "LOCALHOST:1", "127.0.0.1", "127.9.9.9:80", "[::1]:8787", "localhost."])(
    "is accepted if it is this machine: %s",
    async (host) => {
      expect((await send(await listen(), { host })).status).toBe(204);
      expect(await webhooks()).toHaveLength(0);
    },
  );

  it("is accepted if it is named, with subdomains where the name begins with a dot", async () => {
    const url = await listen({ allowedHosts: ["Sandbox.internal", ".dev.test"] });
    for (const [host, status] of [
      ["sandbox.internal:8787", 204],
      ["a.sandbox.internal", 403],
      ["dev.test", 204],
      ["a.b.dev.test", 204],
      ["evildev.test", 403],
    ] as const) {
      expect([host, (await send(url, { host })).status]).toEqual([host, status]);
    }
  });
});

describe("the origin of a request over a socket", () => {
  it.each([page, "null", "https://evil.example", "http://127.0.0.1"])("is refused unless named: %s", async (origin) => {
    const { status, headers, message } = await send(await listen(), { origin });
    expect([status, headers["access-control-allow-origin"]]).toEqual([403, undefined]);
    expect(message).toContain(`Web pages can't use the sandbox; got the origin "${origin}"`);
    expect(await webhooks()).toHaveLength(1);
  });

  it("is accepted if it is the sandbox's own", async () => {
    const url = await listen();
    expect((await send(url, { origin: new URL(url).origin })).status).toBe(204);
  });

  it("gets CORS headers if it is named, and no other does", async () => {
    const url = await listen({ allowedOrigins: [page] });
    const preflight = await send(
      url,
      {
        origin: page,
        "access-control-request-method": "PUT",
        "access-control-request-headers": "authorization,content-type",
      },
      "OPTIONS",
    );
    expect([preflight.status, preflight.headers]).toMatchObject([
      204,
      {
        "access-control-allow-origin": page,
        "access-control-allow-methods": "GET,POST,PUT,DELETE",
        "access-control-allow-headers": "authorization,content-type",
      },
    ]);
    const actual = await send(url, { origin: page });
    expect([actual.status, actual.headers]).toMatchObject([
      204,
      { "access-control-allow-origin": page, "access-control-expose-headers": expect.stringContaining("Link") },
    ]);
    const other = await send(url, { origin: "http://localhost:5174" }, "OPTIONS");
    expect([other.status, other.headers["access-control-allow-origin"]]).toEqual([403, undefined]);
    const none = await send(url, {});
    expect([none.status, none.headers["access-control-allow-origin"]]).toEqual([204, undefined]);
  });
});

describe("the options of listen", () => {
  it.each([
    [{ port: 70_000 }, "port must be a whole number from 0 to 65535; got 70000"],
    [{ port: "8787" }, "port must be a whole number from 0 to 65535; got a string"],
    [{ host: 1 }, "host must be a string; got 1"],
    [{ allowedHost: ["a.test"] }, "allowedHost isn't an option; did you mean allowedHosts?"],
    [
      { allowedHosts: ["http://a.test"] },
      'allowedHosts must be an array of host names or addresses, without scheme or port; got ["http://a.test"]',
    ],
    [
      { allowedHosts: ["*.a.test"] },
      'allowedHosts must be an array of host names or addresses, without scheme or port; got ["*.a.test"]',
    ],
    [
      { allowedHosts: ["a.test:80"] },
      'allowedHosts must be an array of host names or addresses, without scheme or port; got ["a.test:80"]',
    ],
    [
      { allowedOrigins: ["localhost:5173"] },
      'allowedOrigins must be an array of origins, such as "http://localhost:5173"; got ["localhost:5173"]',
    ],
    [
      { allowedOrigins: [`${page}/`] },
      `allowedOrigins must be an array of origins, such as "http://localhost:5173"; got ["${page}/"]`,
    ],
    [
      { allowedOrigins: page },
      'allowedOrigins must be an array of origins, such as "http://localhost:5173"; got a string',
    ],
  ])("are checked: %j", async (options, message) => {
    sandbox = createSandbox();
    await expect(sandbox.listen(options as ListenOptions)).rejects.toThrow(new TypeError(message));
  });
});

describe("the inbox over a socket", () => {
  it("gets the sandbox's own deliveries, and nothing from web pages or for other hosts", async () => {
    const inbox = new URL("/_sandbox/inbox", await listen()).href;
    await createWebhook(sandbox, { targetUrl: inbox, resource: "rooms" });
    expect(await sandbox.deliver({ api: "webex", name: "rooms.created" })).toMatchObject([{ status: 200, url: inbox }]);
    expect((await send(inbox, { origin: page, "content-type": "text/plain" })).status).toBe(403);
    expect((await send(inbox, { host: "evil.example" })).status).toBe(403);
    expect((await send(inbox, { host: "evil.example" }, "GET")).status).toBe(403);
    const { items } = (await (await fetch(inbox)).json()) as { items: unknown[] };
    expect(items).toMatchObject([{ summary: { name: "rooms.created" } }]);
  });
});
