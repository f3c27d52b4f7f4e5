import { createSandbox } from "@comms-webhooks/sandbox";
import { createWebexWebhooks, type WebhooksClient } from "comms-webhooks/webex";
import { describe, expect, test } from "vitest";
import { checkedFetch } from "../../../src/conformance/checked-fetch.ts";

const desired = {
  name: "Spaces",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
  filter: "type=group&isLocked=true",
  secret: "s3cret",
} as const;
const { secret: _secret, filter: _filter, ...plain } = desired;
const stale = { ...desired, targetUrl: "https://hooks.example.com/before" };
const another = { ...desired, event: "updated" } as const;

describe("ensure of a Webex webhook, called twice", () => {
  const starts: [string, (webhooks: WebhooksClient, disable: (id: string) => void) => Promise<unknown>][] = [
    ["nothing", async () => undefined],
    ["the desired one", (webhooks) => webhooks.create(desired)],
    ["one with another target", (webhooks) => webhooks.create(stale)],
    ["one with another event", (webhooks) => webhooks.create(another)],
    ["one without its filter", (webhooks) => webhooks.create({ ...plain, secret: "before" })],
    ["one of the organization", (webhooks) => webhooks.create({ ...stale, ownedBy: "org" })],
    ["many", (webhooks) => Promise.all([another, stale, desired, desired].map((webhook) => webhooks.create(webhook)))],
    ["a disabled one", async (webhooks, disable) => disable((await webhooks.create(desired)).id)],
  ];
  const requests = [
    ["as it is", desired],
    ["without filter and secret", plain],
    ["with its filter in another order", { ...desired, filter: "isLocked=true&type=group" }],
    ["for the organization", { ...desired, ownedBy: "org" }],
  ] as const;

  describe.each(starts)("starting with %s", (_start, begin) => {
    test.each(requests)("only lists the second time: %s", async (_title, request) => {
      const sandbox = createSandbox();
      const checked = checkedFetch("webex", sandbox.fetch);
      const webhooks = createWebexWebhooks({ auth: "k7", fetch: checked.fetch });
      await begin(createWebexWebhooks({ auth: "k7", fetch: sandbox.fetch }), sandbox.disableWebexWebhook);
      const first = await webhooks.ensure(request);
      const after = sandbox.webhooks();
      checked.calls.length = 0;
      const second = await webhooks.ensure(request);
      expect(checked.calls).toEqual([["listWebhooks", 200]]);
      expect(second).toMatchObject({ action: "unchanged", changes: [], before: first.after, removed: [] });
      expect(second.after).toEqual(first.after);
      expect(sandbox.webhooks()).toEqual(after);
      expect(checked.faults).toEqual([]);
      const key = { name: request.name, ...("ownedBy" in request && { ownedBy: request.ownedBy }) };
      expect(await webhooks.health([key])).toMatchObject([{ state: "active", webhooks: [first.after] }]);
    });
  });

  test("finds the webhook in a list of many pages", async () => {
    const sandbox = createSandbox();
    const webhooks = createWebexWebhooks({ auth: "k7", fetch: sandbox.fetch });
    const { after } = await webhooks.ensure(desired);
    for (let left = 250; left > 0; left -= 1) await webhooks.create({ ...plain, name: `Spaces ${left}` });
    expect(await webhooks.ensure(desired)).toMatchObject({ action: "unchanged", after });
    expect(sandbox.webhooks().webex).toHaveLength(251);
  });

  test("leaves webhooks of other names, owners and apps alone", async () => {
    const sandbox = createSandbox();
    const webhooks = createWebexWebhooks({ auth: "k7", fetch: sandbox.fetch });
    await webhooks.ensure(desired);
    await webhooks.ensure({ ...another, ownedBy: "org" });
    await webhooks.ensure({ ...another, name: "Others" });
    const kept = sandbox.webhooks().webex;
    expect(kept).toHaveLength(3);
    await expect(webhooks.ensure({ ...desired, event: "updated" }, { appId: "another-app" })).rejects.toThrow(
      /appId of the webhook \S+ is "\S+", not "another-app". It was created, and deleted again./,
    );
    expect(sandbox.webhooks().webex).toEqual(kept);
  });
});
