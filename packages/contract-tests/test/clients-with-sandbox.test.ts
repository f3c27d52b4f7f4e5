import { createSandbox } from "@comms-webhooks/sandbox";
import { create8x8Webhooks } from "comms-webhooks/8x8";
import { createWebexWebhooks } from "comms-webhooks/webex";
import { describe, expect, test } from "vitest";
import { checkedFetch } from "../src/conformance/checked-fetch.ts";

const hook = {
  name: "Spaces",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
} as const;
const item = { subAccountId: "Support_Desk", url: "https://hooks.example.com/8x8" };

describe("the clients and the sandbox", () => {
  test("say to each other what the document of Webex has", async () => {
    const checked = checkedFetch("webex", createSandbox().fetch);
    const webhooks = createWebexWebhooks({ auth: "k7", fetch: checked.fetch });
    const { id } = await webhooks.create(hook);
    await webhooks.create({ ...hook, filter: "type=group", secret: "k7", ownedBy: "org" });
    await webhooks.create({ ...hook, event: "updated" });
    await webhooks.create({ ...hook, event: "deleted" }, { undocumented: true });
    const listed = await webhooks.list({ max: 1 }).toArray();
    expect(listed.map(({ event }) => event).sort()).toEqual(["created", "deleted", "updated"]);
    expect(await webhooks.list({ ownedBy: "org" }).toArray()).toHaveLength(1);
    expect(await webhooks.update(id, { ...hook, name: "New", status: "active" })).toMatchObject({ name: "New" });
    await webhooks.delete(id);
    await expect(webhooks.get(id)).rejects.toMatchObject({ status: 404 });
    expect(checked.faults).toEqual([]);
    expect(checked.calls.map((call) => call.join(" "))).toEqual([
      ...Array(4).fill("createWebhook 200"),
      ...Array(4).fill("listWebhooks 200"),
      "updateWebhook 200",
      "deleteWebhook 204",
      "getWebhook 404",
    ]);
  });

  test("say to each other what the document of 8x8 has", async () => {
    const checked = checkedFetch("8x8", createSandbox({ subAccounts: ["Support_Desk"] }).fetch);
    const options = { auth: "k7", accountId: "3f8a1c527d404b9ea6c190e2d57b48af", fetch: checked.fetch };
    const webhooks = create8x8Webhooks({ ...options, region: "indonesia" });
    await webhooks.createOrReplace([item, { ...item, type: "CABM", httpAuthorization: "Bearer k7" }]);
    expect(await webhooks.list().toArray()).toHaveLength(3);
    await webhooks.delete([{ subAccountId: "Support_Desk" }]);
    expect(await webhooks.list().toArray()).toMatchObject([{ type: "CABM", httpAuthorization: "***" }]);
    await expect(webhooks.createOrReplace([{ ...item, subAccountId: "Elsewhere" }])).rejects.toMatchObject({
      status: 400,
    });
    expect(checked.faults).toEqual([]);
    expect(checked.calls.map((call) => call.join(" "))).toEqual([
      "createOrReplaceWebhooks 200",
      "listWebhooks 200",
      "deleteWebhooks 200",
      "listWebhooks 200",
      "createOrReplaceWebhooks 400",
    ]);
  });
});
