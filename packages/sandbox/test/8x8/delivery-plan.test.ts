import { deliveryNames, webhookTypeOf, webhookTypes } from "@comms-webhooks/8x8-client/data";
import { deliveryExamples } from "@comms-webhooks/8x8-client/examples";
import { Delivery } from "@comms-webhooks/8x8-client/validators";
import { create8x8Receiver } from "comms-webhooks/8x8";
import { beforeEach, describe, expect, it } from "vitest";
import {
  createManualClock,
  createSandbox,
  type ManualClock,
  type Sandbox,
  type SandboxEvent,
} from "../../src/index.js";
import { createInbox, type Inbox } from "../inbox.js";
import { accountId, call8x8, store, webhooksPath } from "./call.js";

let clock: ManualClock;
let inbox: Inbox;
let sandbox: Sandbox;
let respond: () => Response | Promise<Response>;
beforeEach(() => {
  clock = createManualClock(Date.parse("2026-05-01T10:00:00Z"));
  respond = () => new Response(null, { status: 204 });
  inbox = createInbox(() => respond());
  sandbox = createSandbox({ ...clock, receive: inbox.receive });
});

const url = "https://hooks.example.net/8x8";
const inbound = { api: "8x8", name: "inbound_message_received" } as const;
const keys = (attempts: readonly { webhook: string }[]) => attempts.map(({ webhook }) => webhook);

describe("an 8x8 delivery", () => {
  const cases = deliveryNames.flatMap((name) => Object.keys(deliveryExamples[name]).map((example) => [name, example]));

  it.each(cases)("of %s (%s) is valid, and differs from the example only in its ids", async (name, example) => {
    await store(
      sandbox,
      webhookTypes.map((type) => ({ subAccountId: "*", url, type })),
    );
    await sandbox.deliver({ api: "8x8", name, example } as SandboxEvent<"8x8">);
    expect(inbox.arrived).toHaveLength(1);
    const [{ json, text, headers, method, ...arrived }] = inbox.arrived as [Inbox["arrived"][number]];
    expect([method, arrived.url, headers.get("content-type")]).toEqual(["POST", url, "application/json"]);
    expect(headers.has("authorization")).toBe(false);
    expect(Delivery["~standard"].validate(json)).toEqual({ value: json });
    expect(text).toBe(JSON.stringify(json));
    const expected: any = (deliveryExamples[name as SandboxEvent<"8x8">["name"]] as any)[example ?? ""];
    const own: any = structuredClone(expected);
    // An example without ids is delivered as it is.
    for (const [holder, sent] of [
      [own, json],
      [own.payload ?? {}, json.payload],
    ])
      for (const key of ["eventId", "umid"].filter((name) => name in holder)) {
        expect(sent[key]).not.toBe(holder[key]);
        expect(sent[key]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
        holder[key] = sent[key];
      }
    expect(json).toEqual(own);
  });

  it("has the authorization of its webhook", async () => {
    await store(sandbox, [{ subAccountId: "*", url, httpAuthorization: "Basic dXNlcjpwYXNz" }]);
    await sandbox.deliver(inbound);
    expect(inbox.arrived[0]?.headers.get("authorization")).toBe("Basic dXNlcjpwYXNz");
    expect(inbox.arrived[0]?.headers.has("x-spark-signature")).toBe(false);
  });

  it("has the changes of the event", async () => {
    await store(sandbox, [{ subAccountId: "*", url }]);
    const change = { description: undefined, payload: { umid: "given", content: { text: "Bonjour" } } };
    await sandbox.deliver({ ...inbound, change });
    const [{ json }] = inbox.arrived as [Inbox["arrived"][number]];
    expect(json).toMatchObject({ payload: { umid: "given", type: "Text", content: { text: "Bonjour" } } });
    expect(json).not.toHaveProperty("description");
  });
});

describe("an 8x8 event", () => {
  it.each(Object.entries(webhookTypeOf))("%s goes to webhooks of type %s", async (name, type) => {
    await store(
      sandbox,
      webhookTypes.map((type) => ({ subAccountId: "*", url, type })),
    );
    expect(keys(await sandbox.deliver({ api: "8x8", name } as SandboxEvent<"8x8">))).toEqual([
      `${accountId}/*/${type}`,
    ]);
  });

  it.each(deliveryNames.filter((name) => name.startsWith("SMS.")))("%s goes to each URL once", async (name) => {
    await store(sandbox, [
      { subAccountId: "*", url },
      { subAccountId: "*", url: `${url}/other`, type: "CABM" },
    ]);
    const attempts = await sandbox.deliver({ api: "8x8", name } as SandboxEvent<"8x8">);
    expect(attempts.map((attempt) => attempt.url)).toEqual([url, `${url}/other`]);
  });

  it("goes to the webhooks of its sub-account and to those of all", async () => {
    await store(sandbox, [
      { subAccountId: "Acme_Support", url },
      { subAccountId: "*", url },
      { subAccountId: "Acme_Sales", url },
      { subAccountId: "acme_support", url },
    ]);
    const subAccount = (subAccountId: string | undefined) =>
      sandbox.deliver({ ...inbound, change: { payload: { subAccountId } } });
    expect(keys(await subAccount("Acme_Support"))).toEqual([`${accountId}/Acme_Support/MSG`, `${accountId}/*/MSG`]);
    expect(keys(await subAccount("Unknown"))).toEqual([`${accountId}/*/MSG`]);
  });

  it("without a sub-account goes to all webhooks of its type", async () => {
    await store(sandbox, [
      { subAccountId: "Acme_Support", url, type: "CABM" },
      { subAccountId: "*", url, type: "CABM" },
    ]);
    const attempts = await sandbox.deliver({ api: "8x8", name: "account_update" });
    expect(keys(attempts)).toEqual([`${accountId}/Acme_Support/CABM`, `${accountId}/*/CABM`]);
  });

  it("doesn't go to a webhook that is disabled", async () => {
    await store(sandbox, [{ subAccountId: "*", url, enabled: false }]);
    expect(await sandbox.deliver(inbound)).toEqual([]);
    await store(sandbox, [{ subAccountId: "*", url, enabled: true }]);
    expect(await sandbox.deliver(inbound)).toHaveLength(1);
  });

  it("can happen in one account only", async () => {
    const other = "0f6d1b52-93c4-4e7a-a1d8-5b2c7e904f16";
    const json = [{ subAccountId: "*", url }];
    await store(sandbox, json);
    await call8x8(sandbox, "POST", { json, token: "token-2" });
    await call8x8(sandbox, "POST", { json, path: webhooksPath.replace(accountId, other) });
    expect(await sandbox.deliver(inbound)).toHaveLength(3);
    expect(keys(await sandbox.deliver({ ...inbound, token: "token-2" }))).toEqual([`${accountId}/*/MSG`]);
    expect(keys(await sandbox.deliver({ ...inbound, accountId: other }))).toEqual([`${other}/*/MSG`]);
    expect(await sandbox.deliver({ ...inbound, accountId: other, token: "token-2" })).toEqual([]);
  });

  it("has a type that goes by its name", () => {
    const valid: SandboxEvent = { ...inbound, accountId, fault: "duplicate" };
    // @ts-expect-error: no delivery of 8x8 has this name
    const wrongName: SandboxEvent = { api: "8x8", name: "messages.created" };
    // @ts-expect-error: no delivery of 8x8 is signed
    const wrongFault: SandboxEvent<"8x8"> = { api: "8x8", name: "account_update", fault: "wrongSignature" };
    expect([valid, wrongName, wrongFault]).toHaveLength(3);
  });

  it.each([
    [{ accountId: 1 }, "accountId must be a string"],
    [
      { fault: "wrongSignature" },
      'fault must be one of "duplicate", "bom", "truncated", "oversize", "slow", "wrongAuthorization"; got "wrongSignature"',
    ],
  ])("with %j is rejected", async (fields, message) => {
    await expect(sandbox.deliver({ ...inbound, ...fields } as never)).rejects.toThrow(new TypeError(message));
  });
});

describe("an 8x8 delivery that fails", () => {
  beforeEach(async () => {
    respond = () => new Response(null, { status: 500 });
    await store(sandbox, [{ subAccountId: "*", url, httpAuthorization: "Bearer one" }]);
  });

  it("is retried after 1, 10, 30 and 90 seconds, and then no more", async () => {
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
    respond = () => new Response(null, { status: 202 });
    await clock.advance(1_000_000);
    expect(sandbox.attempts().map(({ outcome }) => outcome)).toEqual(["failed", "failed", "delivered"]);
    expect(sandbox.attempts().at(-1)).not.toHaveProperty("retryAt");
    expect(clock.timers()).toEqual([]);
  });

  it("never disables its webhook", async () => {
    for (let time = 0; time < 21; time += 1) await sandbox.deliver(inbound);
    await clock.advance(131_000);
    expect(inbox.arrived).toHaveLength(21 * 5);
    expect(sandbox.webhooks()["8x8"]).toMatchObject([{ enabled: true }, { enabled: true }]);
    expect(await sandbox.deliver(inbound)).toHaveLength(1);
  });

  it("is retried to the URL and with the authorization that the webhook has by then", async () => {
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
  ])("isn't retried when its webhook was %s", async (_, method, json) => {
    await sandbox.deliver(inbound);
    await call8x8(sandbox, method, { json });
    await clock.advance(131_000);
    await sandbox.settled();
    expect([inbox.arrived.length, sandbox.attempts().length]).toEqual([1, 1]);
  });

  it("leaves no secret in the log of attempts", async () => {
    respond = () => Promise.reject(new Error("t0p-s3cret"));
    const oauth = { url: "https://login.example.net", clientId: "c", clientSecret: "t0p-s3cret" };
    await call8x8(sandbox, "DELETE", { json: [{ subAccountId: "*" }] });
    await call8x8(sandbox, "POST", {
      json: [
        { subAccountId: "*", url, httpAuthorization: "t0p-s3cret\u0000" },
        { subAccountId: "One", url, httpAuthorization: "Bearer t0p-s3cret" },
        { subAccountId: "Two", url: "https://a:t0p-s3cret@hooks.example.net" },
        { subAccountId: "Three", url, oauth: { ...oauth, credentialsLocation: "body" } },
      ],
    });
    await sandbox.deliver({ ...inbound, change: { payload: { subAccountId: undefined } } });
    expect(sandbox.attempts().map(({ outcome }) => outcome)).toEqual(Array.from({ length: 4 }, () => "failed"));
    expect(JSON.stringify(sandbox.attempts())).not.toContain("s3cret");
  });
});

describe("a sandbox with an 8x8 receiver in the same process", () => {
  it("retries what a handler failed at", async () => {
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
    sandbox = createSandbox({ ...clock, receive });
    await store(sandbox, [{ subAccountId: "*", url, httpAuthorization: "Bearer one" }]);
    expect(await sandbox.deliver(inbound)).toMatchObject([{ outcome: "failed", status: 500 }]);
    await clock.advance(1_000);
    expect(sandbox.attempts()).toMatchObject([{ attempt: 1 }, { attempt: 2, outcome: "delivered", status: 200 }]);
    expect(texts).toHaveLength(2);
  });

  it("is rejected with another authorization", async () => {
    sandbox = createSandbox({ ...clock, receive: create8x8Receiver({ authorization: "Bearer one" }) });
    await store(sandbox, [{ subAccountId: "*", url, httpAuthorization: "Bearer two" }]);
    expect(await sandbox.deliver(inbound)).toMatchObject([{ outcome: "failed", status: 401 }]);
  });
});
