import { beforeEach, describe, expect, it } from "vitest";
import { apis } from "../src/apis.js";
import { createSandbox, type Sandbox } from "../src/index.js";
import { accountId, call8x8 } from "./8x8/call.js";
import { createWebhook } from "./webex/call.js";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = createSandbox({ receive: () => new Response(null, { status: 202 }) });
  await createWebhook(sandbox, { secret: "t0p-s3cret" });
  await call8x8(sandbox, "POST", { json: [{ subAccountId: "*", url: "https://hooks.example.net" }] });
});

async function control(
  method: string,
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; headers: Headers; body: unknown }> {
  const response = await sandbox.fetch(`http://sandbox.invalid/_sandbox${path}`, { method, ...init });
  const text = await response.text();
  const { status, headers } = response;
  return { status, headers, body: text === "" ? undefined : JSON.parse(text) };
}

/** Posts an event: its value, or a text as it is. */
function raise(event: unknown, type = "application/json") {
  const body = typeof event === "string" ? event : JSON.stringify(event);
  return control("POST", "/events", { body, headers: { "content-type": type } });
}

describe("the controls", () => {
  it.each(["", "/"])("return an overview at _sandbox%s", async (path) => {
    const { status, body } = await control("GET", path);
    expect([status, Object.keys(body as object)]).toEqual([200, Object.keys(apis)]);
    expect(body).toMatchObject({
      webex: { url: sandbox.url.webex, webhooks: 1, attempts: 0 },
      "8x8": { url: sandbox.url["8x8"], webhooks: 2, attempts: 0 },
    });
  });

  it("raise events, and return their attempts", async () => {
    const change = { data: { roomId: "room-1" } };
    const webex = await raise({ api: "webex", name: "messages.created", change, fault: "duplicate" });
    expect(webex.status).toBe(200);
    expect(webex.body).toEqual({ attempts: sandbox.attempts(), skipped: [] });
    const inbound = await raise({ api: "8x8", name: "inbound_message_received", example: "image" });
    expect(inbound.body).toMatchObject({ attempts: [{ api: "8x8", outcome: "delivered", status: 202 }] });
    expect(await raise({ api: "8x8", name: "account_update" })).toMatchObject({
      status: 200,
      body: { attempts: [], skipped: [{ reason: "delivers CADR, and this is CABM" }, { reason: expect.any(String) }] },
    });
    expect((await control("GET", "/attempts")).body).toEqual(sandbox.attempts());
    expect((await control("GET", "/")).body).toMatchObject({ webex: { attempts: 2 }, "8x8": { attempts: 1 } });
  });

  it.each([
    [{ api: "sms" }, 400, "api must be one of "],
    [{ api: "8x8", name: "account_update", fault: "none", x: 1 }, 400, "x is not a known field; fault must be one of "],
    ["{", 400, "The body isn't valid JSON."],
    [" ".repeat(1024 * 1024 + 1), 413, "The body is larger than 1 MiB."],
  ])("reject the event %.60j", async (event, status, message) => {
    const response = await raise(event);
    expect(response).toMatchObject({ status, body: { message: expect.stringContaining(message) } });
  });

  it("reject an event of another media type, which a page of another site can send", async () => {
    const response = await raise({ api: "webex", name: "messages.created" }, "text/plain");
    expect([response.status, sandbox.attempts()]).toEqual([415, []]);
    expect(response.body).toMatchObject({ message: expect.stringMatching(/^The body must be application\/json/) });
  });

  it("report at most 50 mistakes of an event", async () => {
    const fields = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`field${index}`, 1]));
    const { body } = await raise({ ...fields, api: "webex", name: "messages.created" });
    expect(body).toMatchObject({ message: expect.stringMatching(/and 950 more$/) });
  });

  it("list the deliveries and their examples", async () => {
    expect((await control("GET", "/deliveries")).body).toEqual(sandbox.deliveries());
    expect(sandbox.deliveries()).toMatchObject({
      webex: { "telephony_calls.updated": ["default", "queue"] },
      "8x8": { "SMS.short_url_clicked": ["default"] },
    });
  });

  it("put whatever is posted into the inbox, and list it with a summary", async () => {
    const delivery = { resource: "messages", event: "created", data: { id: "m", personEmail: "ann@example.com" } };
    for (const body of [JSON.stringify(delivery), "text"]) {
      expect(await control("POST", "/inbox", { body })).toMatchObject({ status: 200, body: undefined });
    }
    const summary = { name: "messages.created", who: "ann@example.com", ids: { id: "m" } };
    const time = expect.any(String);
    const items = [
      { time, summary, body: delivery },
      { time, body: "text" },
    ];
    expect((await control("GET", "/inbox")).body).toEqual({ items });
    await control("POST", "/reset");
    expect((await control("GET", "/inbox")).body).toEqual({ items: [] });
  });

  it("list the webhooks, masked", async () => {
    const { status, body } = await control("GET", "/webhooks");
    expect([status, body]).toEqual([200, sandbox.webhooks()]);
    expect(JSON.stringify(body)).not.toContain("s3cret");
    expect(sandbox.webhooks().webex).toMatchObject([{ secret: "***" }]);
  });

  it("prepare responses to the next requests of an API, in their order", async () => {
    const prepare = (response: object) =>
      control("POST", "/responses", {
        body: JSON.stringify(response),
        headers: { "content-type": "application/json" },
      });
    const body = { message: "Slow down." };
    const headers = { "Retry-After": "1" };
    expect(await prepare({ api: "webex", status: 429, headers, body })).toMatchObject({ status: 204, body: undefined });
    await prepare({ api: "webex", status: 503 });
    const internal = { code: 2000, message: "No", errorId: accountId, timestamp: "2026-01-02T03:04:05.0000000+00:00" };
    await prepare({ api: "8x8", status: 500, body: internal });
    const get = () => sandbox.fetch(`${sandbox.url.webex}/webhooks`, { headers: { authorization: "Bearer k7" } });
    expect((await call8x8(sandbox, "GET")).status).toBe(500);
    const first = await get();
    expect([first.status, first.headers.get("retry-after"), await first.json()]).toEqual([429, "1", body]);
    expect(first.headers.get("content-type")).toBe("application/json");
    const second = await get();
    expect([second.status, await second.text()]).toEqual([503, ""]);
    expect((await get()).status).toBe(200);
    await prepare({ api: "webex", status: 503 });
    await control("POST", "/reset");
    expect((await get()).status).toBe(200);
  });

  it.each([
    [[], "a response must be an object"],
    [{ api: "sms", status: 429 }, "api must be one of "],
    [{ api: "webex" }, "status must be a whole number from 200 to 599"],
    [{ api: "webex", status: 101 }, "status must be a whole number from 200 to 599"],
    [{ api: "webex", status: 429, headers: { "a b": "c" } }, "headers must be an object of header names and values"],
    [
      { api: "webex", status: 429, headers: { a: "b\r\nc: d" } },
      "headers must be an object of header names and values",
    ],
    [{ api: "webex", status: 429, header: {} }, "header is not a known field; did you mean headers?"],
  ])("reject the prepared response %j", async (response, message) => {
    const body = JSON.stringify(response);
    const result = await control("POST", "/responses", { body, headers: { "content-type": "application/json" } });
    expect(result).toMatchObject({ status: 400, body: { message: expect.stringContaining(message) } });
  });

  it("reset everything", async () => {
    await sandbox.deliver({ api: "webex", name: "messages.created" });
    expect(await control("POST", "/reset")).toMatchObject({ status: 204, body: undefined });
    expect(Object.values(sandbox.webhooks()).flat()).toEqual([]);
    expect(sandbox.attempts()).toEqual([]);
  });

  it.each([
    ["POST", "/", "GET, HEAD"],
    ["DELETE", "/webhooks", "GET, HEAD"],
    ["DELETE", "/attempts", "GET, HEAD"],
    ["POST", "/deliveries", "GET, HEAD"],
    ["PUT", "/inbox", "GET, HEAD, POST"],
    ["GET", "/events", "POST"],
    ["GET", "/responses", "POST"],
    ["GET", "/reset", "POST"],
  ])("respond with 405 to %s for %s", async (method, path, allow) => {
    const { status, headers } = await control(method, path);
    expect([status, headers.get("allow")]).toEqual([405, allow]);
  });

  it("respond with 404 to anything else", async () => {
    expect((await control("GET", "/other")).status).toBe(404);
  });
});
