import { afterEach, describe, expect, it, vi } from "vitest";
import { createSandbox, type Sandbox } from "../../src/index.js";
import { createWebhook } from "../webex/call.js";

const message = { api: "webex", name: "messages.created" } as const;
let sandbox: Sandbox;
afterEach(() => vi.useRealTimers());

describe("a delivery that is given up", () => {
  it("is so after five seconds", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    sandbox = createSandbox({ receive: () => new Promise(() => undefined) });
    await createWebhook(sandbox);
    let ended = false;
    const attempts = sandbox.deliver(message).finally(() => {
      ended = true;
    });
    await vi.advanceTimersByTimeAsync(4999);
    expect(ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await attempts).toMatchObject([{ error: "no response within 5000 ms" }]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("tells the receiver by the signal of the request", async () => {
    const aborted = new Promise<unknown>((resolve) => {
      const receive = (request: Request) =>
        new Promise<Response>(() => {
          request.signal.addEventListener("abort", () => resolve(request.signal.aborted));
        });
      sandbox = createSandbox({ receive, deliveryTimeout: 1 });
    });
    await createWebhook(sandbox);
    await sandbox.deliver(message);
    expect(await aborted).toBe(true);
  });
});
