import { createHmac } from "node:crypto";
import { deliveryNames } from "@comms-webhooks/webex-client/data";
import { deliveryExamples } from "@comms-webhooks/webex-client/examples";
import { Delivery } from "@comms-webhooks/webex-client/validators";
import { createWebexReceiver } from "comms-webhooks/webex";
import { beforeEach, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox, type SandboxEvent } from "../../src/index.js";
import { createInbox, type Inbox } from "../inbox.js";
import { createWebhook, minimal } from "./call.js";

let inbox: Inbox;
let sandbox: Sandbox;
beforeEach(() => {
  inbox = createInbox();
  sandbox = createSandbox({ receive: inbox.receive });
});

const message = { api: "webex", name: "messages.created" } as const;
const fromPair = (name: string) => ({ resource: name.split(".")[0], event: name.split(".")[1] });

describe("a Webex delivery", () => {
  const cases = deliveryNames.flatMap((name) => Object.keys(deliveryExamples[name]).map((example) => [name, example]));

  it.each(cases)("of %s (%s) is valid, and contains its webhook", async (name, example) => {
    const webhook = await createWebhook(sandbox, { ...fromPair(name ?? ""), secret: "t0p-s3cret" });
    await sandbox.deliver({ api: "webex", name, example } as SandboxEvent<"webex">);
    const [{ json, text }] = inbox.arrived as [Inbox["arrived"][number]];
    expect(inbox.arrived).toHaveLength(1);
    expect(Delivery["~standard"].validate(json)).toEqual({ value: json });
    const { secret: _secret, ...shown } = webhook;
    expect(json).toMatchObject(shown);
    expect(text).not.toContain("t0p-s3cret");
    expect(Object.keys(json.data)).toEqual(
      Object.keys(deliveryExamples[name as "rooms.created"][example ?? ""]?.data ?? {}),
    );
  });

  it("is a POST of compact JSON to the webhook's URL", async () => {
    await createWebhook(sandbox, { targetUrl: "https://hooks.example.net/a?b=c" });
    await sandbox.deliver(message);
    expect(inbox.arrived).toMatchObject([{ method: "POST", url: "https://hooks.example.net/a?b=c" }]);
    const [{ headers, text, json }] = inbox.arrived as [Inbox["arrived"][number]];
    expect(headers.get("content-type")).toBe("application/json;charset=UTF-8");
    expect(text).toBe(JSON.stringify(json));
  });

  it("is signed with the webhook's secret, over its bytes", async () => {
    await createWebhook(sandbox, { name: "Grüße 🎉", secret: "schlüssel" });
    await createWebhook(sandbox, { secret: "another" });
    await sandbox.deliver(message);
    const signatures = inbox.arrived.map(({ headers }) => headers.get("x-spark-signature"));
    const expected = inbox.arrived.map(({ text }, index) =>
      createHmac("sha1", ["schlüssel", "another"][index] ?? "")
        .update(Buffer.from(text))
        .digest("hex"),
    );
    expect(signatures).toEqual(expected);
    expect(inbox.arrived[0]?.text).toContain("Grüße 🎉");
    for (const { text } of inbox.arrived) expect(text).not.toMatch(/schlüssel|another|secret/);
  });

  it("is signed with the secret that the webhook has when it is sent, and not signed without one", async () => {
    const { id } = await createWebhook(sandbox, { secret: "old" });
    const update = async (secret: string) => {
      const headers = { authorization: "Bearer token-1", "content-type": "application/json" };
      const body = JSON.stringify({ name: "New name", targetUrl: "https://hooks.example.net", secret });
      await sandbox.fetch(`${sandbox.url.webex}/webhooks/${id}`, { method: "PUT", headers, body });
      await sandbox.deliver(message);
      return inbox.arrived.at(-1);
    };
    const changed = await update("new");
    expect(changed?.json).toMatchObject({ id, name: "New name", targetUrl: "https://hooks.example.net" });
    const signature = createHmac("sha1", "new")
      .update(changed?.text ?? "")
      .digest("hex");
    expect(changed?.headers.get("x-spark-signature")).toBe(signature);
    expect((await update(""))?.headers.has("x-spark-signature")).toBe(false);
  });

  it("has the filter of its webhook, if there is one", async () => {
    await createWebhook(sandbox, { filter: "roomType=group" });
    await createWebhook(sandbox);
    await sandbox.deliver(message);
    expect(inbox.arrived[0]?.json.filter).toBe("roomType=group");
    expect(inbox.arrived[1]?.json).not.toHaveProperty("filter");
  });

  it("names the resource and the event that happened to a webhook on all", async () => {
    await createWebhook(sandbox, { resource: "all", event: "all" });
    await sandbox.deliver({ api: "webex", name: "rooms.updated" });
    await sandbox.deliver({ api: "webex", name: "rooms.migrated" });
    expect(inbox.arrived.map(({ json }) => [json.resource, json.event])).toEqual([["rooms", "updated"]]);
  });

  it("has the changes of the event, at any depth, in place of all other fields", async () => {
    const webhook = await createWebhook(sandbox, { resource: "memberships" });
    const change = { actorId: undefined, data: { roomId: "room-1", isModerator: true } };
    await sandbox.deliver({ api: "webex", name: "memberships.created", change });
    await sandbox.deliver({ api: "webex", name: "memberships.created", change: { name: "Changed" } });
    const [first, second] = inbox.arrived.map(({ json }) => json);
    const { data } = deliveryExamples["memberships.created"]["default"] as { data: object };
    expect(first).not.toHaveProperty("actorId");
    expect(first.data).toEqual({ ...data, id: expect.any(String), roomId: "room-1", isModerator: true });
    expect(second).toMatchObject({ id: webhook.id, name: "Changed" });
  });
});

describe("a Webex event", () => {
  it("goes to every webhook that matches, and to no other", async () => {
    const [one, two] = [
      await createWebhook(sandbox),
      await createWebhook(sandbox, { filter: "roomId=room-1", event: "all" }, "token-2"),
    ];
    await createWebhook(sandbox, { filter: "roomId=room-2" });
    await createWebhook(sandbox, { event: "deleted" });
    const attempts = await sandbox.deliver({ ...message, change: { data: { roomId: "room-1" } } });
    expect(attempts.map(({ webhook }) => webhook)).toEqual([one.id, two.id]);
    expect(inbox.arrived.map(({ json }) => json.id)).toEqual([one.id, two.id]);
  });

  it("can happen in one account only", async () => {
    const [, mine, organizations] = [
      await createWebhook(sandbox),
      await createWebhook(sandbox, {}, "token-2"),
      await createWebhook(sandbox, { ownedBy: "org" }, "token-2"),
    ];
    const attempts = await sandbox.deliver({ ...message, token: "token-2" });
    expect(attempts.map(({ webhook }) => webhook)).toEqual([mine.id, organizations.id]);
    expect(await sandbox.deliver({ ...message, token: "token-3" })).toEqual([]);
  });

  it("mentions the creator of a webhook by id", async () => {
    const webhook = await createWebhook(sandbox, { filter: "mentionedPeople=me" });
    const people = (mentionedPeople: string[]) =>
      sandbox.deliver({ ...message, change: { data: { mentionedPeople } } });
    expect(await people(["someone"])).toEqual([]);
    expect(await people(["someone", webhook.createdBy ?? ""])).toHaveLength(1);
  });

  it("has a new id, unless the change sets it", async () => {
    await createWebhook(sandbox);
    await sandbox.deliver(message);
    await sandbox.deliver(message);
    await sandbox.deliver({ ...message, change: { data: { id: "given" } } });
    const ids: string[] = inbox.arrived.map(({ json }) => json.data.id);
    expect(new Set(ids).size).toBe(3);
    for (const id of ids.slice(0, 2)) {
      expect(Buffer.from(id, "base64url").toString()).toMatch(/^ciscospark:\/\/us\/MESSAGE\/[0-9a-f-]{36}$/);
    }
    expect(ids[2]).toBe("given");
  });

  it("of a call has a new call id", async () => {
    await createWebhook(sandbox, { resource: "telephony_calls" });
    for (let time = 0; time < 2; time += 1) await sandbox.deliver({ api: "webex", name: "telephony_calls.created" });
    const [first, second] = inbox.arrived.map(({ json }) => json.data.callId);
    expect(typeof first).toBe("string");
    expect(first).not.toBe(second);
  });

  it("isn't retried", async () => {
    sandbox = createSandbox({ receive: () => new Response(null, { status: 503 }) });
    await createWebhook(sandbox);
    expect(await sandbox.deliver(message)).toMatchObject([{ outcome: "failed", status: 503 }]);
    await sandbox.settled();
    expect(sandbox.attempts()).toHaveLength(1);
    expect(sandbox.attempts()[0]).not.toHaveProperty("retryAt");
  });

  it("leaves no secret in the log of attempts", async () => {
    sandbox = createSandbox({ receive: () => Promise.reject(new Error("t0p-s3cret")) });
    await createWebhook(sandbox, { secret: "t0p-s3cret" });
    expect(await sandbox.deliver(message)).toMatchObject([{ outcome: "failed", url: minimal.targetUrl }]);
    expect(JSON.stringify(sandbox.attempts())).not.toContain("s3cret");
  });

  it("has a type that goes by its name", () => {
    const valid: SandboxEvent = { ...message, change: { data: { roomId: "room-1" } }, fault: "wrongSignature" };
    // @ts-expect-error: isLocked of a room is a boolean
    const wrongChange: SandboxEvent = { api: "webex", name: "rooms.created", change: { data: { isLocked: "yes" } } };
    // @ts-expect-error: no delivery of Webex has this name
    const wrongName: SandboxEvent<"webex"> = { api: "webex", name: "account_update" };
    expect([valid, wrongChange, wrongName]).toHaveLength(3);
  });

  it("has no fields of other APIs", async () => {
    const event = { ...message, accountId: "a" } as SandboxEvent;
    await expect(sandbox.deliver(event)).rejects.toThrow(new TypeError("accountId is not a known field"));
  });
});

describe("a Webex delivery with a fault", () => {
  const isSigned = ({ text, headers }: Inbox["arrived"][number]) =>
    headers.get("x-spark-signature") === createHmac("sha1", "s3cret").update(text).digest("hex");

  it("is signed before the fault is applied", async () => {
    await createWebhook(sandbox, { secret: "s3cret" });
    for (const fault of [undefined, "duplicate", "bom", "truncated", "oversize"] as const) {
      await sandbox.deliver({ ...message, fault });
    }
    // The text of an arrived body lacks its byte order mark, so a receiver judges that signature below.
    expect(inbox.arrived.map(isSigned)).toEqual([true, true, true, false, false, false]);
  });

  it("wrongSignature has a signature of the right form", async () => {
    await createWebhook(sandbox, { secret: "s3cret" });
    await sandbox.deliver({ ...message, fault: "wrongSignature" });
    expect(inbox.arrived.map(isSigned)).toEqual([false]);
    expect(inbox.arrived[0]?.headers.get("x-spark-signature")).toMatch(/^[0-9a-f]{40}$/);
    expect(inbox.arrived[0]?.json.resource).toBe("messages");
  });

  it("is rejected by a receiver, which accepts others", async () => {
    const rooms: string[] = [];
    const receive = createWebexReceiver({
      secret: "s3cret",
      on: { "messages.created": ({ data }) => rooms.push(data.roomId) },
    });
    sandbox = createSandbox({ receive });
    await createWebhook(sandbox, { secret: "s3cret" });
    const change = { data: { roomId: "room-1" } };
    expect(await sandbox.deliver({ ...message, change })).toMatchObject([{ status: 200 }]);
    for (const [fault, status] of [
      ["wrongSignature", 401],
      ["truncated", 401],
      ["oversize", 413],
      ["bom", 200],
    ] as const) {
      expect(await sandbox.deliver({ ...message, fault })).toMatchObject([{ status }]);
    }
    expect(rooms).toEqual(["room-1", expect.any(String)]);
  });
});
