import { beforeEach, describe, expect, it } from "vitest";
import { createManualClock, createSandbox, type ManualClock, type Sandbox } from "../../src/index.js";
import { createInbox, type Inbox } from "../inbox.js";
import { accountId, call8x8, store } from "./call.js";

const url = "https://hooks.example.net/8x8";
const inbound = { api: "8x8", name: "inbound_message_received" } as const;

let clock: ManualClock;
let inbox: Inbox;
let sandbox: Sandbox;
let answer: () => Response | Promise<Response>;
beforeEach(async () => {
  clock = createManualClock(Date.parse("2026-05-01T10:00:00Z"));
  inbox = createInbox(() => answer());
  sandbox = createSandbox({ ...clock, receive: inbox.receive, deliveryTimeout: 1 });
  answer = () => new Response(null, { status: 500 });
  await store(sandbox, [{ subAccountId: "*", url, httpAuthorization: "Bearer one" }]);
});

describe("an 8x8 delivery that fails", () => {
  it("is retried after 1, 10, 30 and 90 seconds, and then given up", async () => {
    const attempts = await sandbox.deliver(inbound);
    expect(attempts).toEqual([
      {
        api: "8x8",
        webhook: `${accountId}/*/MSG`,
        name: "inbound_message_received",
        url,
        time: "2026-05-01T10:00:00.000Z",
        attempt: 1,
        outcome: "failed",
        status: 500,
        retryAt: "2026-05-01T10:00:01.000Z",
      },
    ]);
    for (const [index, seconds] of [1, 10, 30, 90].entries()) {
      expect(clock.timers()).toEqual([seconds * 1000]);
      await clock.advance(seconds * 1000 - 1);
      expect(inbox.arrived).toHaveLength(index + 1);
      await clock.advance(1);
      expect(inbox.arrived).toHaveLength(index + 2);
    }
    expect(clock.timers()).toEqual([]);
    await sandbox.settled();
    const log = sandbox.attempts();
    expect(log.map(({ attempt, time }) => [attempt, time.slice(11, 19)])).toEqual([
      [1, "10:00:00"],
      [2, "10:00:01"],
      [3, "10:00:11"],
      [4, "10:00:41"],
      [5, "10:02:11"],
    ]);
    for (const [index, { retryAt }] of log.entries()) expect(retryAt).toBe(log[index + 1]?.time);
  });

  it("has the same bytes each time", async () => {
    await sandbox.deliver(inbound);
    await clock.advance(131_000);
    expect(inbox.arrived).toHaveLength(5);
    expect(new Set(inbox.arrived.map(({ text }) => text)).size).toBe(1);
  });

  it("is retried until it succeeds", async () => {
    await sandbox.deliver(inbound);
    await clock.advance(1_000);
    answer = () => new Response(null, { status: 202 });
    await clock.advance(1_000_000);
    expect(sandbox.attempts().map(({ outcome }) => outcome)).toEqual(["failed", "failed", "delivered"]);
    expect(sandbox.attempts().at(-1)).not.toHaveProperty("retryAt");
    expect(clock.timers()).toEqual([]);
  });

  it.each([301, 302, 304, 400, 401, 404, 410, 429, 500, 503])("is one with the status %i", async (status) => {
    answer = () => new Response(null, { status });
    expect(await sandbox.deliver(inbound)).toMatchObject([{ outcome: "failed", status }]);
    expect(clock.timers()).toEqual([1000]);
  });

  it.each([200, 201, 204, 299])("is none with the status %i", async (status) => {
    answer = () => new Response(null, { status });
    expect(await sandbox.deliver(inbound)).toMatchObject([{ outcome: "delivered", status }]);
    expect(clock.timers()).toEqual([]);
  });

  it("is one without an answer, and with a late one", async () => {
    answer = () => Promise.reject(new RangeError("t0p-s3cret"));
    expect(await sandbox.deliver(inbound)).toMatchObject([
      { outcome: "failed", error: "the receiver threw: RangeError" },
    ]);
    answer = () => new Promise(() => undefined);
    expect(await sandbox.deliver(inbound)).toMatchObject([{ outcome: "failed", error: "no response within 1 ms" }]);
    expect(clock.timers()).toEqual([1000, 1000]);
  });

  it("never stops its webhook", async () => {
    for (let time = 0; time < 150; time += 1) await sandbox.deliver(inbound);
    await clock.advance(131_000);
    expect(inbox.arrived).toHaveLength(150 * 5);
    expect(sandbox.webhooks()["8x8"]).toMatchObject([{ enabled: true }, { enabled: true }]);
    expect(await sandbox.deliver(inbound)).toHaveLength(1);
  });
});

describe("a retry", () => {
  it("goes where its webhook points by then, with the authorization that it has by then", async () => {
    await sandbox.deliver(inbound);
    await store(sandbox, [{ subAccountId: "*", url: `${url}/new`, httpAuthorization: "Bearer two" }]);
    await clock.advance(1_000);
    const sent = inbox.arrived.map((one) => [one.url, one.headers.get("authorization")]);
    expect(sent).toEqual([
      [url, "Bearer one"],
      [`${url}/new`, "Bearer two"],
    ]);
  });

  it.each([
    ["deleted", "DELETE", [{ subAccountId: "*" }]],
    ["disabled", "POST", [{ subAccountId: "*", url, enabled: false }]],
  ])("does not come when its webhook was %s", async (_, method, json) => {
    await sandbox.deliver(inbound);
    await call8x8(sandbox, method, { json });
    await clock.advance(131_000);
    await sandbox.settled();
    expect([inbox.arrived.length, sandbox.attempts().length]).toEqual([1, 1]);
  });

  it.each([
    ["reset", () => sandbox.reset()],
    ["close", () => sandbox.close()],
  ])("does not come after a %s, which leaves no timer", async (_, end) => {
    await sandbox.deliver(inbound);
    const settled = sandbox.settled();
    await end();
    await settled;
    expect(clock.timers()).toEqual([]);
    await clock.advance(131_000);
    expect(inbox.arrived).toHaveLength(1);
  });

  it("is waited for by settled", async () => {
    let isSettled = false;
    const settled = sandbox.settled().then(() => undefined);
    await settled;
    await sandbox.deliver(inbound);
    const pending = sandbox.settled().then(() => {
      isSettled = true;
    });
    await clock.advance(130_999);
    expect(isSettled).toBe(false);
    await clock.advance(1);
    await pending;
    expect(isSettled).toBe(true);
  });
});
