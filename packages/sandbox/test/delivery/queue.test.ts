import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createSandbox, type Sandbox } from "../../src/index.js";
import { store } from "../8x8/call.js";
import { createWebhook } from "../webex/call.js";

const message = { api: "webex", name: "messages.created" } as const;
const inbound = { api: "8x8", name: "inbound_message_received" } as const;
let sandbox: Sandbox;
let answer: (request: Request) => Response | Promise<Response>;
beforeEach(() => {
  answer = () => new Response(null, { status: 204 });
  sandbox = createSandbox({
    receive: (request) => answer(request),
  });
});
afterEach(async () => {
  await sandbox.close();
  vi.useRealTimers();
});

/** Answers that never come; `started` resolves when the receiver has been asked so many times. */
function silence(times = 1): Promise<void> {
  return new Promise((resolve) => {
    answer = () => {
      times -= 1;
      if (times === 0) resolve();
      return new Promise(() => undefined);
    };
  });
}

describe("an attempt that is under way", () => {
  it.each(["reset", "close"] as const)("is cut off by %s, and leaves no trace and no timer", async (end) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await createWebhook(sandbox);
    await store(sandbox, [{ subAccountId: "*", url: "https://hooks.example.net" }]);
    const started = silence(2);
    const deliveries = [sandbox.deliver(message), sandbox.deliver(inbound)];
    await started;
    expect(vi.getTimerCount()).toBe(2);
    const settled = sandbox.settled();
    await sandbox[end]();
    for (const attempts of await Promise.all(deliveries)) {
      expect(attempts).toMatchObject([{ outcome: "cancelled", error: "cancelled by reset or close" }]);
    }
    await settled;
    expect(sandbox.attempts()).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("does not count as a failure when it is cut off", async () => {
    await createWebhook(sandbox);
    const started = silence(100);
    const deliveries = Array.from({ length: 100 }, () => sandbox.deliver(message));
    await started;
    await sandbox.close();
    await Promise.all(deliveries);
    expect(sandbox.webhooks().webex).toMatchObject([{ status: "active" }]);
  });

  it("is waited for by settled", async () => {
    await createWebhook(sandbox);
    let respond: (response: Response) => void = () => undefined;
    answer = () =>
      new Promise((resolve) => {
        respond = resolve;
      });
    const order: string[] = [];
    const delivery = sandbox.deliver(message).then(() => order.push("delivered"));
    const settled = sandbox.settled().then(() => order.push("settled"));
    await vi.waitUntil(() => respond.length > 0);
    expect(order).toEqual([]);
    respond(new Response());
    await Promise.all([delivery, settled]);
    expect(order).toContain("settled");
    expect(sandbox.attempts()).toHaveLength(1);
  });

  it("is waited for by settled, also between the two of a duplicate", async () => {
    await createWebhook(sandbox);
    const delivery = sandbox.deliver({ ...message, fault: "duplicate" });
    await sandbox.settled();
    expect(sandbox.attempts()).toHaveLength(2);
    await delivery;
  });

  it("is made for all webhooks at the same time", async () => {
    for (let count = 0; count < 3; count += 1) await createWebhook(sandbox);
    const started = silence(3);
    const delivery = sandbox.deliver(message);
    await started;
    await sandbox.close();
    expect(await delivery).toHaveLength(3);
  });
});

describe("a closed sandbox", () => {
  it("delivers again", async () => {
    await createWebhook(sandbox);
    await sandbox.close();
    expect(await sandbox.deliver(message)).toMatchObject([{ outcome: "delivered" }]);
  });
});
