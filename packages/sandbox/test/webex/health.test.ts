import { beforeEach, describe, expect, it } from "vitest";
import { createManualClock, createSandbox, type ManualClock, type Sandbox } from "../../src/index.js";
import { callWebex, createWebhook, minimal } from "./call.js";

const minute = 60_000;
const uuid = "5f0e6a3c-82d1-4b97-9c3e-7a1b2d4c6e80";
let clock: ManualClock;
let sandbox: Sandbox;
let status: number;
let id: string;
beforeEach(async () => {
  clock = createManualClock();
  sandbox = createSandbox({ ...clock, receive: () => new Response(null, { status }) });
  status = 500;
  ({ id } = await createWebhook(sandbox));
});

async function deliver(times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await sandbox.deliver({ api: "webex", name: "messages.created" });
}
const stored = async () => (await callWebex(sandbox, "GET", `/webhooks/${id}`)).body.status;
async function revive(): Promise<void> {
  const { name, targetUrl } = minimal;
  await callWebex(sandbox, "PUT", `/webhooks/${id}`, { json: { name, targetUrl, status: "active" } });
  expect(await stored()).toBe("active");
}

describe("a Webex webhook that fails", () => {
  it("is stopped at the hundredth failure within five minutes, and gets nothing then", async () => {
    await deliver(99);
    expect(await stored()).toBe("active");
    await deliver(1);
    expect(await stored()).toBe("inactive");
    await deliver(1);
    expect(sandbox.attempts()).toHaveLength(100);
  });

  it("is not stopped by failures that are five minutes apart", async () => {
    await deliver(1);
    await clock.advance(5 * minute - 1);
    await deliver(98);
    await clock.advance(1);
    await deliver(1);
    expect(await stored()).toBe("active");
    await deliver(1);
    expect(await stored()).toBe("inactive");
  });

  it("is stopped by a window that slides", async () => {
    for (let part = 0; part < 20; part += 1) {
      await deliver(19);
      await clock.advance(minute);
    }
    expect(await stored()).toBe("active");
    await deliver(24);
    expect(await stored()).toBe("inactive");
  });

  it("is not saved by deliveries that succeed in between", async () => {
    await deliver(99);
    status = 200;
    await deliver(50);
    status = 404;
    await deliver(1);
    expect(await stored()).toBe("inactive");
  });

  it.each([200, 202, 204, 299])("does not fail with %i", async (success) => {
    status = success;
    await deliver(100);
    expect(await stored()).toBe("active");
  });

  it.each([300, 302, 400, 404, 410, 429, 500, 503])("fails with %i", async (failure) => {
    status = failure;
    await deliver(100);
    expect(await stored()).toBe("inactive");
  });

  it("fails when nobody answers", async () => {
    sandbox = createSandbox({ receive: () => Promise.reject(new Error("down")) });
    ({ id } = await createWebhook(sandbox));
    await deliver(100);
    expect(await stored()).toBe("inactive");
  });

  it("leaves others as they are", async () => {
    const other = await createWebhook(sandbox, { event: "deleted" });
    await deliver(100);
    expect(sandbox.webhooks().webex).toMatchObject([{ status: "inactive" }, { id: other.id, status: "active" }]);
  });

  it("is stopped once by failures that end at the same time", async () => {
    await deliver(90);
    const deliveries = Array.from({ length: 30 }, () => deliver(1));
    await Promise.all(deliveries);
    expect(await stored()).toBe("inactive");
    await clock.advance(5 * minute);
    await revive();
    await deliver(1);
    expect(await stored()).toBe("active");
  });
});

describe("a Webex webhook that is revived", () => {
  beforeEach(() => deliver(100));

  it("within five minutes is stopped again by a single failure", async () => {
    await clock.advance(5 * minute - 1);
    await revive();
    await deliver(1);
    expect(await stored()).toBe("inactive");
  });

  it("within five minutes stays on probation until they are over, whatever succeeds", async () => {
    await revive();
    status = 200;
    await deliver(3);
    await clock.advance(4 * minute);
    status = 500;
    await deliver(1);
    expect(await stored()).toBe("inactive");
  });

  it("is on probation no longer when they are over", async () => {
    await revive();
    await clock.advance(5 * minute);
    await deliver(99);
    expect(await stored()).toBe("active");
    await deliver(1);
    expect(await stored()).toBe("inactive");
  });

  it("is on probation for five minutes more when that stopped it", async () => {
    await clock.advance(4 * minute);
    await revive();
    await deliver(1);
    await clock.advance(4 * minute);
    await revive();
    await deliver(1);
    expect(await stored()).toBe("inactive");
  });

  it("after five minutes starts anew", async () => {
    await clock.advance(5 * minute);
    await revive();
    await deliver(99);
    expect(await stored()).toBe("active");
  });

  it("is on probation after a stop by hand too", async () => {
    await clock.advance(10 * minute);
    await revive();
    sandbox.deactivateWebexWebhook(id);
    await revive();
    await deliver(1);
    expect(await stored()).toBe("inactive");
  });

  it("is forgotten by a reset", async () => {
    sandbox = createSandbox({ ...clock, randomUUID: () => uuid, receive: () => new Response(null, { status }) });
    ({ id } = await createWebhook(sandbox));
    await deliver(100);
    sandbox.reset();
    expect((await createWebhook(sandbox)).id).toBe(id);
    await deliver(99);
    expect(await stored()).toBe("active");
  });
});
