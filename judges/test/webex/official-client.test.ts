import { createSandbox, type Sandbox } from "@comms-webhooks/sandbox";
import { createWebexWebhooks } from "comms-webhooks/webex";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOfficialClient, type OfficialWebhooks } from "../../lib/official-client.ts";

const webhook = {
  name: "Messages to the bot",
  targetUrl: "https://hooks.example.com/webex",
  resource: "messages",
  event: "created",
  secret: "a secret of thirty-two characters",
} as const;

let sandbox: Sandbox;
let official: OfficialWebhooks;

beforeAll(async () => {
  sandbox = createSandbox();
  await sandbox.listen();
  official = createOfficialClient(sandbox.url.webex, "token");
});
afterAll(() => sandbox.close());

describe("the official Webex client, with the sandbox in place of Webex,", () => {
  it("creates, gets, lists, updates and removes a webhook", async () => {
    const created = await official.create(webhook);
    expect(created).toMatchObject({ ...webhook, status: "active", ownedBy: "creator" });
    expect(await official.get(created)).toEqual(created);
    expect((await official.list()).items).toEqual([created]);
    const updated = await official.update({ ...created, name: "Another name" });
    expect(updated).toEqual({ ...created, name: "Another name" });
    await official.remove(created);
    expect((await official.list()).items).toEqual([]);
    await expect(official.get(created.id)).rejects.toMatchObject({ statusCode: 404 });
  });

  it("follows the links of pages to each webhook", async () => {
    const names = ["one", "two", "three"];
    for (const name of names) await official.create({ ...webhook, name });
    const page = await official.list({ max: 2 });
    expect(page.items).toHaveLength(2);
    expect(page.hasNext()).toBe(true);
    const { items } = await page.next();
    expect([...page.items, ...items].map(({ name }) => name).sort()).toEqual([...names].sort());
  });

  it("reports what the sandbox rejects as it reports an error of Webex", async () => {
    const { name: _, ...nameless } = webhook;
    const error = {
      statusCode: 400,
      body: { message: expect.stringContaining("name"), trackingId: expect.any(String) },
    };
    await expect(official.create(nameless)).rejects.toMatchObject(error);
    const unauthorized = createOfficialClient(sandbox.url.webex, "a token with spaces");
    await expect(unauthorized.list()).rejects.toMatchObject({ statusCode: 401 });
  });

  it("sees the webhook that comms-webhooks created, and the other way around", async () => {
    const ours = createWebexWebhooks({ auth: "another-token", baseUrl: sandbox.url.webex });
    const theirs = createOfficialClient(sandbox.url.webex, "another-token");
    const { after } = await ours.ensure(webhook);
    expect((await theirs.list()).items).toMatchObject([{ id: after?.id, name: webhook.name }]);
    await theirs.update({ ...(await theirs.get(after?.id ?? "")), targetUrl: "https://hooks.example.com/moved" });
    expect(await ours.ensure(webhook)).toMatchObject({
      action: "updated",
      after: { id: after?.id, targetUrl: webhook.targetUrl },
    });
  });
});
