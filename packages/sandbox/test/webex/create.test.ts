import { events, resources, webhookResources } from "@comms-webhooks/webex-client/data";
import { beforeEach, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../../src/index.js";
import { callWebex, createWebhook, minimal } from "./call.js";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});

const post = (options: Parameters<typeof callWebex>[3]) => callWebex(sandbox, "POST", "/webhooks", options);
const decoded = (id = "") => Buffer.from(id, "base64url").toString();
const stored = () => sandbox.webhooks().webex;

describe("creating a Webex webhook", () => {
  it("answers with ids, owner, status and time, and without what is not set", async () => {
    sandbox = createSandbox({ now: () => Date.parse("2026-04-03T02:01:00.5Z"), randomUUID: () => "5e1f-x" });
    const response = await sandbox.fetch(`${sandbox.url.webex}/webhooks`, {
      method: "POST",
      headers: { authorization: "Bearer token-1", "content-type": "application/json" },
      body: JSON.stringify(minimal),
    });
    const webhook = (await response.json()) as Awaited<ReturnType<typeof createWebhook>>;
    expect(webhook).toEqual({
      ...minimal,
      id: expect.any(String),
      orgId: expect.any(String),
      createdBy: expect.any(String),
      appId: expect.any(String),
      ownedBy: "creator",
      status: "active",
      created: "2026-04-03T02:01:00.500Z",
    });
    for (const id of [webhook.id, webhook.orgId, webhook.createdBy, webhook.appId]) expect(id).toMatch(/^[\w-]+$/);
    const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}";
    expect(decoded(webhook.id)).toBe("ciscospark://us/WEBHOOK/5e1f-x");
    expect(decoded(webhook.orgId)).toMatch(new RegExp(`^ciscospark://us/ORGANIZATION/${uuid}$`));
    expect(decoded(webhook.createdBy)).toMatch(new RegExp(`^ciscospark://us/PEOPLE/${uuid}$`));
    expect(decoded(webhook.appId)).toMatch(/^ciscospark:\/\/us\/APPLICATION\/C[0-9a-f]{64}$/);
  });

  it("gives every webhook of a token the same owner, and another token's another one", async () => {
    const [one, two, other] = [
      await createWebhook(sandbox),
      await createWebhook(createSandbox()),
      await createWebhook(sandbox, {}, "token-2"),
    ];
    for (const key of ["orgId", "createdBy", "appId"] as const) {
      expect(one[key]).toBe(two[key]);
      expect(one[key]).not.toBe(other[key]);
    }
  });

  it("keeps filter, secret and owner", async () => {
    const fields = { filter: "hostEmail=host@example.net", secret: "s3cret", ownedBy: "org", resource: "meetings" };
    expect(await createWebhook(sandbox, fields)).toMatchObject(fields);
  });

  it("takes an empty filter and an empty secret as not set", async () => {
    const webhook = await createWebhook(sandbox, { filter: "", secret: "" });
    expect(webhook).not.toHaveProperty("filter");
    expect(webhook).not.toHaveProperty("secret");
  });

  it("accepts the same webhook again", async () => {
    const [one, two] = [await createWebhook(sandbox), await createWebhook(sandbox)];
    expect(one.id).not.toBe(two.id);
    expect(stored()).toHaveLength(2);
  });

  it("takes every known pair, and pairs of known names that nothing documents", async () => {
    for (const [resource, { events: known }] of Object.entries(webhookResources)) {
      for (const event of known) await createWebhook(sandbox, { resource, event });
    }
    await createWebhook(sandbox, { resource: "messages", event: "updated" });
  });
});

describe("a create request that is wrong", () => {
  it("gets 400 with an entry for each mistake", async () => {
    const { status, body } = await post({
      json: { targetUrl: "example.net", resource: "messages", event: 1, x: null },
    });
    expect(status).toBe(400);
    expect(body.errors?.map(({ description }) => description).sort()).toEqual([
      "event must be a string; got a number",
      "name is required, but missing",
      expect.stringMatching(/^targetUrl must /),
      "x is not a known field",
    ]);
    expect(body.message).toContain("name is required, but missing");
  });

  it.each([
    ["resource", "mesages", resources],
    ["event", "create", events],
    ["resource", "__proto__", resources],
    ["event", "constructor", events],
  ])("gets 400 for the %s %j, which names all that exist", async (field, value, names) => {
    const { status, body } = await post({ json: { ...minimal, [field]: value } });
    const list = names.map((name) => JSON.stringify(name)).join(", ");
    expect([status, body.message]).toEqual([400, `${field} must be one of ${list}; got "${value}"`]);
  });

  it("gets 400 for a filter on the host without ownedBy", async () => {
    const json = { ...minimal, resource: "meetings", filter: "hostEmail=host@example.net" };
    const { status, body } = await post({ json });
    expect([status, body.errors?.length]).toEqual([400, 1]);
    expect(body.message).toMatch(/^ownedBy must be "org"/);
  });

  it.each([null, [], "x", 7, true, { ...minimal, ownedBy: "creator" }, { ...minimal, secret: 5 }])(
    "gets 400 for %j",
    async (json) => {
      expect((await post({ json })).status).toBe(400);
      expect(stored()).toEqual([]);
    },
  );

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])("gets 400 for the key %s", async (key) => {
    const text = `{${JSON.stringify(minimal).slice(1, -1)},"${key}":{"name":"x"}}`;
    const { status, body } = await post({ text, headers: { "content-type": "application/json" } });
    expect([status, body.message]).toEqual([400, `${key} is not a known field`]);
  });

  it("does not take fields from a prototype key", async () => {
    const text = `{"__proto__":${JSON.stringify(minimal)}}`;
    const { body } = await post({ text, headers: { "content-type": "application/json" } });
    expect(body.errors).toHaveLength(5);
    expect(({} as { name?: string }).name).toBeUndefined();
  });

  it("gets a limited answer for a great many mistakes", async () => {
    const json = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`field${index}`, 1]));
    const { status, body } = await post({ json });
    expect([status, body.errors?.length]).toEqual([400, 51]);
    expect(body.message).toMatch(/; and 19954 more$/);
  });
});
