import { deliveryNames, webhookTypeOf, webhookTypes } from "@comms-webhooks/8x8-client/data";
import { deliveryExamples } from "@comms-webhooks/8x8-client/examples";
import { Delivery } from "@comms-webhooks/8x8-client/validators";
import { beforeEach, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox, type SandboxEvent } from "../../src/index.js";
import { createInbox, type Inbox } from "../inbox.js";
import { accountId, call8x8, store, webhooksPath } from "./call.js";

let inbox: Inbox;
let sandbox: Sandbox;
beforeEach(() => {
  inbox = createInbox();
  sandbox = createSandbox({ receive: inbox.receive });
});

const url = "https://hooks.example.net/8x8";
const inbound = { api: "8x8", name: "inbound_message_received" } as const;
const keys = (attempts: readonly { webhook: string }[]) => attempts.map(({ webhook }) => webhook);

describe("an 8x8 delivery", () => {
  const cases = deliveryNames.flatMap((name) => Object.keys(deliveryExamples[name]).map((example) => [name, example]));

  it.each(cases)("of %s (%s) is valid, and the example but for its id", async (name, example) => {
    await store(sandbox, [
      { subAccountId: "*", url },
      { subAccountId: "*", url, type: "CABM" },
    ]);
    await sandbox.deliver({ api: "8x8", name, example } as SandboxEvent<"8x8">);
    expect(inbox.arrived).toHaveLength(1);
    const [{ json, text, headers, method, ...arrived }] = inbox.arrived as [Inbox["arrived"][number]];
    expect([method, arrived.url, headers.get("content-type")]).toEqual(["POST", url, "application/json"]);
    expect(headers.has("authorization")).toBe(false);
    expect(Delivery["~standard"].validate(json)).toEqual({ value: json });
    expect(text).toBe(JSON.stringify(json));
    const expected: any = (deliveryExamples[name as SandboxEvent<"8x8">["name"]] as any)[example ?? ""];
    const { eventId, payload } = json;
    expect(eventId ?? payload.umid).not.toBe(expected.eventId ?? expected.payload.umid);
    expect(eventId ?? payload.umid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const own = eventId === undefined ? { payload: { ...expected.payload, umid: payload.umid } } : { eventId };
    expect(json).toEqual({ ...expected, ...own });
  });

  it("has the authorization of its webhook as it is", async () => {
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
  it.each(deliveryNames)("%s goes to webhooks of its type", async (name) => {
    await store(
      sandbox,
      webhookTypes.map((type) => ({ subAccountId: "*", url, type })),
    );
    expect(keys(await sandbox.deliver({ api: "8x8", name } as SandboxEvent<"8x8">))).toEqual([
      `${accountId}/*/${webhookTypeOf[name]}`,
    ]);
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

  it("goes to all webhooks of its type where it names no sub-account", async () => {
    await store(sandbox, [
      { subAccountId: "Acme_Support", url, type: "CABM" },
      { subAccountId: "*", url, type: "CABM" },
    ]);
    const attempts = await sandbox.deliver({ api: "8x8", name: "account_update" });
    expect(keys(attempts)).toEqual([`${accountId}/Acme_Support/CABM`, `${accountId}/*/CABM`]);
  });

  it("does not go to a webhook that is not enabled", async () => {
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
});
