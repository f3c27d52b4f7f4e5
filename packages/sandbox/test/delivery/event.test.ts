import { createHmac } from "node:crypto";
import { deliveryNames as names8x8 } from "@comms-webhooks/8x8-client/data";
import { deliveryNames as webexNames } from "@comms-webhooks/webex-client/data";
import { beforeEach, describe, expect, it } from "vitest";
import { changed } from "../../src/delivery/change.js";
import {
  createManualClock,
  createSandbox,
  type Fault,
  type ManualClock,
  type Sandbox,
  type SandboxEvent,
} from "../../src/index.js";
import { store } from "../8x8/call.js";
import { createInbox, type Inbox } from "../inbox.js";
import { createWebhook } from "../webex/call.js";

let clock: ManualClock;
let inbox: Inbox;
let sandbox: Sandbox;
beforeEach(async () => {
  clock = createManualClock();
  inbox = createInbox();
  sandbox = createSandbox({ ...clock, receive: inbox.receive });
  await createWebhook(sandbox, { secret: "s3cret" });
  await store(sandbox, [{ subAccountId: "*", url: "https://hooks.example.net/8x8" }]);
});

const list = (names: readonly string[]) => names.map((name) => JSON.stringify(name)).join(", ");

describe("an event that is wrong", () => {
  it.each([
    [null, "an event must be an object"],
    [[], "an event must be an object"],
    ["messages.created", "an event must be an object"],
    [{}, 'api must be one of "webex", "8x8"'],
    [{ api: "toString" }, 'api must be one of "webex", "8x8"'],
    [{ api: "webex" }, `name must be one of ${list(webexNames)}`],
    [{ api: "webex", name: "messages.updated" }, `name must be one of ${list(webexNames)}`],
    [{ api: "webex", name: "__proto__" }, `name must be one of ${list(webexNames)}`],
    [{ api: "webex", name: ["messages.created"] }, `name must be one of ${list(webexNames)}`],
    [{ api: "8x8", name: "messages.created" }, `name must be one of ${list(names8x8)}`],
    [{ api: "webex", name: "messages.created", example: "other" }, 'example must be one of "default"'],
    [{ api: "webex", name: "messages.created", example: "toString" }, 'example must be one of "default"'],
    [{ api: "webex", name: "messages.created", change: [] }, "change must be an object"],
    [{ api: "webex", name: "messages.created", change: null }, "change must be an object"],
    [{ api: "webex", name: "messages.created", token: 1 }, "token must be a string"],
    [{ api: "8x8", name: "account_update", accountId: 1 }, "accountId must be a string"],
    [{ api: "webex", name: "messages.created", accountId: "a" }, "accountId is not a known field"],
    [{ api: "webex", name: "messages.created", data: {}, x: 1 }, "data is not a known field; x is not a known field"],
    [
      { api: "webex", name: "messages.created", fault: "slow" },
      'fault must be one of "duplicate", "truncated", "oversize", "wrongSignature"',
    ],
    [
      { api: "8x8", name: "account_update", fault: "wrongSignature" },
      'fault must be one of "duplicate", "truncated", "oversize"',
    ],
  ])("rejects: %j", async (event, message) => {
    await expect(sandbox.deliver(event as never)).rejects.toThrow(new TypeError(message));
    expect(inbox.arrived).toEqual([]);
  });
});

describe("the type of an event", () => {
  it("goes by its name", () => {
    const events: SandboxEvent[] = [
      { api: "webex", name: "messages.created", change: { data: { roomId: "room-1" } } },
      // @ts-expect-error: the data of rooms has no such type
      { api: "webex", name: "rooms.created", change: { data: { isLocked: "yes" } } },
      // @ts-expect-error: no delivery of 8x8 has this name
      { api: "8x8", name: "messages.created" },
      // @ts-expect-error: nothing of 8x8 is signed
      { api: "8x8", name: "account_update", fault: "wrongSignature" },
    ];
    expect(events).toHaveLength(4);
  });
});

describe("a change", () => {
  it("replaces at any depth what it names", () => {
    const value = { a: 1, b: { c: [1, 2], d: { e: "x", f: "y" } } };
    expect(changed(value, { b: { c: [3], d: { f: null, g: { h: 1 } } } })).toEqual({
      a: 1,
      b: { c: [3], d: { e: "x", f: null, g: { h: 1 } } },
    });
    expect(value).toEqual({ a: 1, b: { c: [1, 2], d: { e: "x", f: "y" } } });
    expect(changed(value, { b: 5 })).toEqual({ a: 1, b: 5 });
    expect(JSON.stringify(changed(value, { b: undefined }))).toBe('{"a":1}');
  });

  it("takes the keys of prototypes for keys", () => {
    const result = changed({ a: {} }, JSON.parse('{"__proto__":{"polluted":1},"a":{"constructor":{"x":1}}}'));
    expect(JSON.stringify(result)).toBe('{"a":{"constructor":{"x":1}},"__proto__":{"polluted":1}}');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

const message = { api: "webex", name: "messages.created" } as const;
const inbound = { api: "8x8", name: "inbound_message_received" } as const;
const isSigned = ({ text, headers }: Inbox["arrived"][number]) =>
  headers.get("x-spark-signature") === createHmac("sha1", "s3cret").update(text).digest("hex");

describe("the fault", () => {
  it("none leaves a delivery as it is", async () => {
    await sandbox.deliver(message);
    expect(inbox.arrived.map(isSigned)).toEqual([true]);
  });

  it("duplicate sends the same twice, the second after the first", async () => {
    let open = 0;
    const seen: number[] = [];
    sandbox = createSandbox({
      async receive(request) {
        open += 1;
        seen.push(open);
        await inbox.receive(request);
        open -= 1;
        return new Response();
      },
    });
    await createWebhook(sandbox, { secret: "s3cret" });
    expect(await sandbox.deliver({ ...message, fault: "duplicate" })).toHaveLength(2);
    expect(seen).toEqual([1, 1]);
    expect(inbox.arrived.map(isSigned)).toEqual([true, true]);
    expect(inbox.arrived[0]?.text).toBe(inbox.arrived[1]?.text);
  });

  it("wrongSignature has a signature of the right form", async () => {
    await sandbox.deliver({ ...message, fault: "wrongSignature" });
    expect(inbox.arrived.map(isSigned)).toEqual([false]);
    expect(inbox.arrived[0]?.headers.get("x-spark-signature")).toMatch(/^[0-9a-f]{40}$/);
    expect(inbox.arrived[0]?.json.resource).toBe("messages");
  });

  it.each([
    ["truncated", (length: number) => length < 1000],
    ["oversize", (length: number) => length === 2 * 1024 * 1024],
  ] as [Fault, (length: number) => boolean][])("%s spoils the body", async (fault, isRight) => {
    await sandbox.deliver({ ...message, fault });
    await sandbox.deliver({ ...inbound, fault } as never);
    for (const { text, json } of inbox.arrived) {
      expect(json).toBeUndefined();
      expect(isRight(text.length)).toBe(true);
    }
    expect(inbox.arrived.map(isSigned)).toEqual([false, false]);
    expect(inbox.arrived.map(({ url }) => url)).toEqual([
      "https://hooks.example.net/webex",
      "https://hooks.example.net/8x8",
    ]);
  });

  it("is there in retries too", async () => {
    inbox = createInbox(() => new Response(null, { status: 400 }));
    sandbox = createSandbox({ ...clock, receive: inbox.receive });
    await store(sandbox, [{ subAccountId: "*", url: "https://hooks.example.net/8x8" }]);
    await sandbox.deliver({ ...inbound, fault: "truncated" });
    await clock.advance(131_000);
    expect(inbox.arrived.map(({ json }) => json)).toEqual(Array.from({ length: 5 }, () => undefined));
  });
});
