import { beforeEach, describe, expect, it } from "vitest";
import { createManualClock, type ManualClock } from "../../src/clock/manual-clock.js";
import { sourcesOf } from "../../src/clock/sources.js";
import { createSandbox, type Sandbox } from "../../src/index.js";
import { webexAccount } from "../../src/webex/account.js";
import { WebexHealth } from "../../src/webex/health.js";
import { WebexStore } from "../../src/webex/store.js";
import { callWebex, createWebhook, minimal } from "./call.js";

const minute = 60_000;
const uuid = "5f0e6a3c-82d1-4b97-9c3e-7a1b2d4c6e80";
const request = { ...minimal, resource: "messages", event: "created" } as const;
let clock: ManualClock;
let store: WebexStore;
let health: WebexHealth;
let id: string;
beforeEach(() => {
  clock = createManualClock();
  const sources = sourcesOf(clock);
  store = new WebexStore(sources);
  health = new WebexHealth(store, sources);
  id = store.create(webexAccount("token-1"), request).id;
});

function fail(times: number): void {
  for (let time = 0; time < times; time += 1) health.failed(id);
}
const status = () => store.find(id)?.status;
function reactivate(): void {
  const webhook = store.find(id);
  if (webhook !== undefined) store.update(webhook, { ...minimal, status: "active" });
  expect(status()).toBe("active");
}

describe("a Webex webhook that fails", () => {
  it("is disabled at the hundredth failure within five minutes", () => {
    fail(99);
    expect(status()).toBe("active");
    fail(1);
    expect(status()).toBe("inactive");
  });

  it("isn't disabled by failures that are five minutes apart", async () => {
    fail(1);
    await clock.advance(5 * minute - 1);
    fail(98);
    await clock.advance(1);
    fail(1);
    expect(status()).toBe("active");
    fail(1);
    expect(status()).toBe("inactive");
  });

  it("is disabled by failures in a sliding window", async () => {
    for (let part = 0; part < 20; part += 1) {
      fail(19);
      await clock.advance(minute);
    }
    expect(status()).toBe("active");
    fail(24);
    expect(status()).toBe("inactive");
  });

  it("leaves other webhooks as they are", () => {
    const other = store.create(webexAccount("token-1"), request);
    fail(100);
    expect(status()).toBe("inactive");
    expect(store.find(other.id)?.status).toBe("active");
  });

  it("is disabled once by failures that end after it was disabled", async () => {
    fail(120);
    expect(status()).toBe("inactive");
    await clock.advance(5 * minute);
    reactivate();
    fail(1);
    expect(status()).toBe("active");
  });
});

describe("a Webex webhook that is reactivated", () => {
  beforeEach(() => fail(100));

  it("within five minutes is disabled again by a single failure", async () => {
    await clock.advance(5 * minute - 1);
    reactivate();
    fail(1);
    expect(status()).toBe("inactive");
  });

  it("stays on probation until the five minutes are over", async () => {
    reactivate();
    await clock.advance(4 * minute);
    fail(1);
    expect(status()).toBe("inactive");
  });

  it("isn't on probation when they are over", async () => {
    reactivate();
    await clock.advance(5 * minute);
    fail(99);
    expect(status()).toBe("active");
    fail(1);
    expect(status()).toBe("inactive");
  });

  it("is on probation for five minutes more when a failure on probation disabled it", async () => {
    await clock.advance(4 * minute);
    reactivate();
    fail(1);
    await clock.advance(4 * minute);
    reactivate();
    fail(1);
    expect(status()).toBe("inactive");
  });

  it("after five minutes starts with no failures", async () => {
    await clock.advance(5 * minute);
    reactivate();
    fail(99);
    expect(status()).toBe("active");
  });

  it("is on probation after it was disabled by hand too", async () => {
    await clock.advance(10 * minute);
    reactivate();
    expect(health.disable(id)).toBe(true);
    reactivate();
    fail(1);
    expect(status()).toBe("inactive");
  });
});

describe("disabling a Webex webhook by hand", () => {
  const post = (sandbox: Sandbox, webhookId: string, method = "POST") =>
    sandbox.fetch(`http://sandbox.invalid/_sandbox/webex/webhooks/${webhookId}/disable`, { method });

  it("makes it inactive and nothing else", async () => {
    const sandbox = createSandbox();
    const webhooks = [await createWebhook(sandbox, { secret: "s3cret" }), await createWebhook(sandbox)];
    expect(sandbox.disableWebexWebhook(webhooks[0]?.id ?? "")).toBe(true);
    expect((await post(sandbox, webhooks[1]?.id ?? "")).status).toBe(204);
    for (const webhook of webhooks) {
      const { body } = await callWebex(sandbox, "GET", `/webhooks/${webhook.id}`);
      expect(body).toEqual({ ...webhook, status: "inactive" });
    }
  });

  it("reports an unknown id", async () => {
    const sandbox = createSandbox();
    expect(sandbox.disableWebexWebhook("unknown")).toBe(false);
    const response = await post(sandbox, "unknown");
    expect([response.status, await response.json()]).toEqual([404, { message: "No Webex webhook has this id." }]);
  });

  it("needs the method POST", async () => {
    const { status, headers } = await post(createSandbox(), "unknown", "GET");
    expect([status, headers.get("allow")]).toEqual([405, "POST"]);
  });
});

describe("a sandbox with a Webex receiver that fails", () => {
  it("disables the webhook, whatever succeeds in between, and forgets that in a reset", async () => {
    let response = 500;
    const receive = () => new Response(null, { status: response });
    const sandbox = createSandbox({ ...clock, randomUUID: () => uuid, receive });
    const webhook = await createWebhook(sandbox);
    const deliver = async (times: number) => {
      for (let time = 0; time < times; time += 1) await sandbox.deliver({ api: "webex", name: "messages.created" });
      return (await callWebex(sandbox, "GET", `/webhooks/${webhook.id}`)).body.status;
    };
    expect(await deliver(99)).toBe("active");
    response = 200;
    expect(await deliver(3)).toBe("active");
    response = 404;
    expect(await deliver(1)).toBe("inactive");
    await deliver(1);
    expect(sandbox.attempts()).toHaveLength(103);
    sandbox.reset();
    expect((await createWebhook(sandbox)).id).toBe(webhook.id);
    expect(await deliver(1)).toBe("active");
  });
});
