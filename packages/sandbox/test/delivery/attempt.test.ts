import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../../src/index.js";
import { call8x8 } from "../8x8/call.js";
import { createWebhook, minimal } from "../webex/call.js";

const message = { api: "webex", name: "messages.created" } as const;
const inbound = { api: "8x8", name: "inbound_message_received" } as const;
let sandbox: Sandbox;
let answer: (request: Request) => Response | Promise<Response>;
beforeEach(() => {
  answer = () => new Response(null, { status: 204 });
  sandbox = createSandbox({
    now: () => Date.parse("2026-04-03T02:01:00.5Z"),
    receive: (request) => answer(request),
  });
});
afterEach(() => sandbox.close());

describe("the log of attempts", () => {
  it("has what was delivered, and where", async () => {
    const webhook = await createWebhook(sandbox, { secret: "t0p-s3cret" });
    const attempts = await sandbox.deliver(message);
    expect(attempts).toEqual([
      {
        api: "webex",
        webhook: webhook.id,
        name: "messages.created",
        url: minimal.targetUrl,
        time: "2026-04-03T02:01:00.500Z",
        attempt: 1,
        outcome: "delivered",
        status: 204,
      },
    ]);
    expect(sandbox.attempts()).toEqual(attempts);
  });

  it("has no secrets", async () => {
    answer = () => Promise.reject(new Error("t0p-s3cret"));
    await createWebhook(sandbox, { secret: "t0p-s3cret" });
    const oauth = { url: "https://login.example.net", clientId: "c", clientSecret: "t0p-s3cret" };
    await call8x8(sandbox, "POST", {
      json: [
        { subAccountId: "*", url: "https://hooks.example.net", httpAuthorization: "t0p-s3cret\u0000" },
        { subAccountId: "One", url: "https://hooks.example.net", httpAuthorization: "Bearer t0p-s3cret" },
        { subAccountId: "Two", url: "https://a:t0p-s3cret@hooks.example.net" },
        { subAccountId: "Three", url: "https://hooks.example.net", oauth: { ...oauth, credentialsLocation: "body" } },
      ],
    });
    await sandbox.deliver(message);
    await sandbox.deliver({ ...inbound, change: { payload: { subAccountId: undefined } } });
    expect(sandbox.attempts().map(({ outcome }) => outcome)).toEqual(Array.from({ length: 5 }, () => "failed"));
    expect(JSON.stringify(sandbox.attempts())).not.toContain("s3cret");
  });

  it("keeps the last thousand", async () => {
    await createWebhook(sandbox);
    await sandbox.deliver({ api: "webex", name: "messages.created", fault: "duplicate" });
    await createWebhook(sandbox, { event: "deleted" });
    for (let time = 0; time < 999; time += 1) await sandbox.deliver({ api: "webex", name: "messages.deleted" });
    const names = sandbox.attempts().map(({ name }) => name);
    expect([names.length, names[0], names[1]]).toEqual([1000, "messages.created", "messages.deleted"]);
  });

  it("is a copy", async () => {
    await createWebhook(sandbox);
    const before = sandbox.attempts();
    await sandbox.deliver(message);
    expect([before.length, sandbox.attempts().length]).toEqual([0, 1]);
  });

  it("is empty after a reset, and keeps what it has after a close", async () => {
    await createWebhook(sandbox);
    await sandbox.deliver(message);
    await sandbox.close();
    expect(sandbox.attempts()).toHaveLength(1);
    sandbox.reset();
    expect(sandbox.attempts()).toEqual([]);
  });
});
