import { createSandbox } from "@comms-webhooks/sandbox";
import { createWebexWebhooks } from "comms-webhooks/webex";
import { describe, expect, test } from "vitest";
import { checkedFetch } from "../../src/conformance/checked-fetch.ts";

const hook = {
  name: "Spaces",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
} as const;

describe("the Webex client and the sandbox", () => {
  test("exchange requests and responses that the document accepts", async () => {
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
});
