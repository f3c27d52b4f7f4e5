import { beforeEach, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../src/index.js";
import { call8x8 } from "./8x8/call.js";
import { callWebex, createWebhook } from "./webex/call.js";

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
  const { status, headers, ...response } = await sandbox
    .fetch(`http://sandbox.invalid/_sandbox${path}`, { method, ...init })
    .then(async (answer) => ({ status: answer.status, headers: answer.headers, text: await answer.text() }));
  return { status, headers, body: response.text === "" ? undefined : JSON.parse(response.text) };
}

/** Posts an event: its value, or a text as it is. */
function raise(event: unknown, type = "application/json") {
  const body = typeof event === "string" ? event : JSON.stringify(event);
  return control("POST", "/events", { body, headers: { "content-type": type } });
}

describe("the controls", () => {
  it.each(["", "/"])("give an overview at _sandbox%s", async (path) => {
    expect(await control("GET", path)).toMatchObject({
      status: 200,
      body: {
        webex: { url: sandbox.url.webex, webhooks: 1, attempts: 0 },
        "8x8": { url: sandbox.url["8x8"], webhooks: 2, attempts: 0 },
      },
    });
  });

  it("raise events, and give their attempts", async () => {
    const change = { data: { roomId: "room-1" } };
    const webex = await raise({ api: "webex", name: "messages.created", change, fault: "duplicate" });
    expect(webex.status).toBe(200);
    expect(webex.body).toEqual({ attempts: sandbox.attempts() });
    const eight = await raise({ api: "8x8", name: "inbound_message_received", example: "image" });
    expect(eight.body).toMatchObject({ attempts: [{ api: "8x8", outcome: "delivered", status: 202 }] });
    expect(await raise({ api: "8x8", name: "account_update" })).toMatchObject({ status: 200, body: { attempts: [] } });
    expect((await control("GET", "/attempts")).body).toEqual(sandbox.attempts());
    expect((await control("GET", "/")).body).toMatchObject({ webex: { attempts: 2 }, "8x8": { attempts: 1 } });
  });

  it.each([
    [{ api: "sms" }, 400, 'api must be one of "webex", "8x8"'],
    [{ api: "8x8", name: "account_update", fault: "none", x: 1 }, 400, "x is not a known field; fault must be one of "],
    ["{", 400, "The body isn't valid JSON."],
    [" ".repeat(1024 * 1024 + 1), 413, "The body is larger than 1 MiB."],
  ])("refuse the event %.60j", async (event, status, message) => {
    const answer = await raise(event);
    expect(answer).toMatchObject({ status, body: { message: expect.stringContaining(message) } });
  });

  it("refuse an event of another media type, which a page elsewhere can send", async () => {
    const answer = await raise({ api: "webex", name: "messages.created" }, "text/plain");
    expect([answer.status, sandbox.attempts()]).toEqual([415, []]);
  });

  it("shorten the list of what is wrong with an event", async () => {
    const fields = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`field${index}`, 1]));
    const { body } = await raise({ ...fields, api: "webex", name: "messages.created" });
    expect(body).toMatchObject({ message: expect.stringMatching(/and 950 more$/) });
  });

  it("show what is stored, masked", async () => {
    const { status, body } = await control("GET", "/webhooks");
    expect([status, body]).toEqual([200, sandbox.webhooks()]);
    expect(JSON.stringify(body)).not.toContain("s3cret");
    expect(sandbox.webhooks().webex).toMatchObject([{ secret: "***" }]);
  });

  it("reset everything", async () => {
    await sandbox.deliver({ api: "webex", name: "messages.created" });
    expect(await control("POST", "/reset")).toMatchObject({ status: 204, body: undefined });
    expect(sandbox.webhooks()).toEqual({ webex: [], "8x8": [] });
    expect(sandbox.attempts()).toEqual([]);
  });

  it("stop a Webex webhook", async () => {
    const [webhook] = sandbox.webhooks().webex;
    expect((await control("POST", `/webex/webhooks/${webhook?.id}/deactivate`)).status).toBe(204);
    const { body } = await callWebex(sandbox, "GET", `/webhooks/${webhook?.id}`);
    expect(body).toEqual({ ...webhook, secret: "t0p-s3cret", status: "inactive" });
    expect(await control("POST", "/webex/webhooks/unknown/deactivate")).toMatchObject({
      status: 404,
      body: { message: "No Webex webhook has this id." },
    });
  });

  it.each([
    ["POST", "/", "GET, HEAD"],
    ["DELETE", "/webhooks", "GET, HEAD"],
    ["DELETE", "/attempts", "GET, HEAD"],
    ["GET", "/events", "POST"],
    ["GET", "/reset", "POST"],
    ["GET", "/webex/webhooks/some/deactivate", "POST"],
  ])("refuse %s for %s", async (method, path, allow) => {
    const { status, headers } = await control(method, path);
    expect([status, headers.get("allow")]).toEqual([405, allow]);
  });

  it("answer 404 to anything else", async () => {
    expect((await control("GET", "/other")).status).toBe(404);
  });
});
