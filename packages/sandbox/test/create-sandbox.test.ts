import { createClient as create8x8Client, servers as servers8x8 } from "@comms-webhooks/8x8-client";
import { createClient as createWebexClient } from "@comms-webhooks/webex-client";
import { describe, expect, it } from "vitest";
import { apis } from "../src/apis.js";
import { createManualClock, createSandbox } from "../src/index.js";
import { accountId, call8x8, webhooksPath } from "./8x8/call.js";
import { callWebex, createWebhook, minimal } from "./webex/call.js";

const headers = { authorization: "Bearer token-1" };
const paths = [...Object.keys(apis), "_sandbox"].map((name) => `/${name}`).join(", ");

describe("a sandbox's fetch", () => {
  it("serves the generated clients at the vendors' own hosts", async () => {
    const { fetch, webhooks } = createSandbox();
    const webex = createWebexClient({ fetch, headers });
    const created = await webex.POST("/webhooks", { body: { ...minimal, resource: "messages", event: "created" } });
    expect(created.response.status).toBe(200);
    expect((await webex.GET("/webhooks")).data?.items).toEqual([created.data]);

    const client8x8 = create8x8Client({ fetch, headers });
    const params = { path: { accountId } };
    const path = "/api/v1/accounts/{accountId}/webhooks";
    await client8x8.POST(path, {
      params,
      body: [{ subAccountId: "*", url: "https://hooks.example.net" }],
      parseAs: "text",
    });
    for (const baseUrl of Object.values(servers8x8)) {
      const region = create8x8Client({ baseUrl, fetch, headers });
      expect((await region.GET(path, { params })).data).toHaveLength(2);
    }
    expect(webhooks()).toMatchObject({ webex: [created.data], "8x8": [{ type: "CADR" }, { type: "MSG" }] });
  });

  it("accepts a string, a URL and a Request, at any origin", async () => {
    const sandbox = createSandbox();
    const url = "https://anything.example:8443/webex/v1/webhooks";
    for (const input of [url, new URL(url), new Request(url)]) {
      expect((await sandbox.fetch(input, { headers })).status).toBe(200);
    }
  });

  it.each(["https://example.com/", "https://example.com/v1/webhooks", "https://example.com/webexample"])(
    "responds with 404 to %s, which it doesn't serve",
    async (url) => {
      const response = await createSandbox().fetch(url, { headers });
      expect([response.status, await response.json()]).toEqual([
        404,
        { message: `There is nothing at this path. The sandbox serves ${paths}.` },
      ]);
    },
  );

  it("responds in the vendor's form to unknown paths of its host", async () => {
    const { fetch } = createSandbox();
    const webex = await fetch("https://webexapis.com/v2/webhooks", { headers });
    expect([webex.status, await webex.json()]).toMatchObject([404, { trackingId: expect.any(String) }]);
    const root8x8 = await fetch(servers8x8.europe, { headers });
    expect([root8x8.status, await root8x8.json()]).toMatchObject([404, { code: 1300 }]);
  });

  it("rejects when the request is aborted", async () => {
    const sandbox = createSandbox();
    const controller = new AbortController();
    const response = sandbox.fetch(sandbox.url.webex, { headers, signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(response).rejects.toThrow("enough");
    await expect(sandbox.fetch(sandbox.url.webex, { signal: controller.signal })).rejects.toThrow("enough");
    await expect(sandbox.fetch("/webex/v1/webhooks")).rejects.toThrow(TypeError);
  });
});

describe("the state of a sandbox", () => {
  it("is its own", async () => {
    const [one, two] = [createSandbox(), createSandbox()];
    await createWebhook(one);
    expect(two.webhooks().webex).toEqual([]);
  });

  it("is returned with secrets masked", async () => {
    const sandbox = createSandbox();
    const webhook = await createWebhook(sandbox, { secret: "t0p-s3cret" });
    const plain = await createWebhook(sandbox, {}, "token-2");
    const oauth = { url: "https://a.example", clientId: "c", clientSecret: "t0p-s3cret", credentialsLocation: "body" };
    const item = { subAccountId: "*", url: "https://hooks.example.net" };
    await call8x8(sandbox, "POST", { json: [{ ...item, httpAuthorization: "t0p-s3cret" }] });
    await call8x8(sandbox, "POST", { json: [{ ...item, type: "CABM", oauth }] });
    const { webex, "8x8": stored8x8 } = sandbox.webhooks();
    expect({ webex, "8x8": stored8x8 }).toEqual({
      webex: [{ ...webhook, secret: "***" }, plain],
      "8x8": [
        { accountId, ...item, type: "CADR", enabled: true, httpAuthorization: "***" },
        { accountId, ...item, type: "MSG", enabled: true, httpAuthorization: "***" },
        { accountId, ...item, type: "CABM", enabled: true, oauth: { ...oauth, clientSecret: "***" } },
      ],
    });
  });

  it("is empty after a reset", async () => {
    const sandbox = createSandbox();
    const { id } = await createWebhook(sandbox);
    await call8x8(sandbox, "POST", { json: [{ subAccountId: "*", url: "https://hooks.example.net" }] });
    sandbox.reset();
    expect(Object.values(sandbox.webhooks()).flat()).toEqual([]);
    expect((await callWebex(sandbox, "GET", `/webhooks/${id}`)).status).toBe(404);
    expect((await call8x8(sandbox, "GET", { path: webhooksPath })).list).toEqual([]);
  });
});

describe("the deliveries of a sandbox", () => {
  const message = { api: "webex", name: "messages.created" } as const;

  it("are logged until a reset, also after a close", async () => {
    const sandbox = createSandbox({ receive: () => new Response() });
    await createWebhook(sandbox);
    const attempts = await sandbox.deliver(message);
    expect(sandbox.attempts()).toEqual(attempts);
    await sandbox.close();
    expect(await sandbox.deliver(message)).toMatchObject([{ outcome: "delivered" }]);
    expect(sandbox.attempts()).toHaveLength(2);
    sandbox.reset();
    expect(sandbox.attempts()).toEqual([]);
  });

  it.each(["reset", "close"] as const)("are cut off by %s", async (end) => {
    let arrive: () => void;
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const receive = () => {
      arrive();
      return new Promise<Response>(() => undefined);
    };
    const sandbox = createSandbox({ receive });
    await createWebhook(sandbox);
    const delivery = sandbox.deliver(message);
    await arrived;
    const settled = sandbox.settled();
    await sandbox[end]();
    expect(await delivery).toMatchObject([{ outcome: "cancelled" }]);
    await settled;
    expect(sandbox.attempts()).toEqual([]);
  });

  it.each(["reset", "close"] as const)("aren't retried after a %s", async (end) => {
    const clock = createManualClock();
    const sandbox = createSandbox({ ...clock, receive: () => new Response(null, { status: 503 }) });
    await call8x8(sandbox, "POST", { json: [{ subAccountId: "*", url: "https://hooks.example.net" }] });
    await sandbox.deliver({ api: "8x8", name: "inbound_message_received" });
    expect(clock.timers()).toEqual([1_000]);
    await sandbox[end]();
    expect(clock.timers()).toEqual([]);
  });
});
