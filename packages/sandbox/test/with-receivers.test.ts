import { create8x8Receiver } from "comms-webhooks/8x8";
import { createWebexReceiver } from "comms-webhooks/webex";
import { describe, expect, it } from "vitest";
import { createManualClock, createSandbox } from "../src/index.js";
import { store } from "./8x8/call.js";
import { createWebhook } from "./webex/call.js";

const webexMessage = { api: "webex", name: "messages.created" } as const;
const inbound = { api: "8x8", name: "inbound_message_received" } as const;

describe("a sandbox with a Webex receiver in the same process", () => {
  it("delivers what the receiver takes, and faults that it refuses", async () => {
    const rooms: string[] = [];
    const receive = createWebexReceiver({
      secret: "s3cret",
      on: { "messages.created": ({ data }) => rooms.push(data.roomId) },
    });
    const sandbox = createSandbox({ receive });
    await createWebhook(sandbox, { secret: "s3cret" });
    const change = { data: { roomId: "room-1" } };
    expect(await sandbox.deliver({ ...webexMessage, change })).toMatchObject([{ status: 200 }]);
    for (const [fault, status] of [
      ["wrongSignature", 401],
      ["truncated", 401],
      ["oversize", 413],
    ] as const) {
      expect(await sandbox.deliver({ ...webexMessage, fault })).toMatchObject([{ outcome: "failed", status }]);
    }
    expect(rooms).toEqual(["room-1"]);
  });
});

describe("a sandbox with an 8x8 receiver in the same process", () => {
  it("delivers again what a handler failed at", async () => {
    const clock = createManualClock();
    const texts: unknown[] = [];
    const receive = create8x8Receiver({
      authorization: "Bearer one",
      onError: () => undefined,
      on: {
        inbound_message_received({ payload }) {
          texts.push(payload.content);
          if (texts.length === 1) throw new Error("busy");
        },
      },
    });
    const sandbox = createSandbox({ ...clock, receive });
    await store(sandbox, [{ subAccountId: "*", url: "https://hooks.example.net", httpAuthorization: "Bearer one" }]);
    expect(await sandbox.deliver(inbound)).toMatchObject([{ outcome: "failed", status: 500 }]);
    await clock.advance(1_000);
    expect(sandbox.attempts()).toMatchObject([{ attempt: 1 }, { attempt: 2, outcome: "delivered", status: 200 }]);
    expect(texts).toHaveLength(2);
  });

  it("is refused with another authorization", async () => {
    const sandbox = createSandbox({ receive: create8x8Receiver({ authorization: "Bearer one" }) });
    await store(sandbox, [{ subAccountId: "*", url: "https://hooks.example.net", httpAuthorization: "Bearer two" }]);
    expect(await sandbox.deliver(inbound)).toMatchObject([{ outcome: "failed", status: 401 }]);
    await sandbox.close();
  });
});
