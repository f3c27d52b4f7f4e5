import { createSandbox } from "@comms-webhooks/sandbox";
import { create8x8Webhooks, type WebhookConfiguration, type Webhooks8x8 } from "comms-webhooks/8x8";
import { createWebexWebhooks, type WebexWebhooks } from "comms-webhooks/webex";
import { describe, expect, test } from "vitest";
import { checkedFetch } from "../../src/conformance/checked-fetch.ts";

const wanted = {
  name: "Spaces",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
  filter: "type=group&isLocked=true",
  secret: "s3cret",
} as const;
const { secret: _secret, filter: _filter, ...plain } = wanted;
const stale = { ...wanted, targetUrl: "https://hooks.example.com/before" };
const another = { ...wanted, event: "updated" } as const;

describe("ensure of a webhook of Webex, twice in a row", () => {
  const starts: [string, (webhooks: WebexWebhooks, stop: (id: string) => void) => Promise<unknown>][] = [
    ["nothing", async () => undefined],
    ["one as wanted", (webhooks) => webhooks.create(wanted)],
    ["one with another target", (webhooks) => webhooks.create(stale)],
    ["one with another event", (webhooks) => webhooks.create(another)],
    ["one without its filter", (webhooks) => webhooks.create({ ...plain, secret: "before" })],
    ["one of the organization", (webhooks) => webhooks.create({ ...stale, ownedBy: "org" })],
    ["many", (webhooks) => Promise.all([another, stale, wanted, wanted].map((webhook) => webhooks.create(webhook)))],
    ["a stopped one", async (webhooks, stop) => stop((await webhooks.create(wanted)).id)],
  ];
  const wishes = [
    ["as it is", wanted],
    ["without filter and secret", plain],
    ["with its filter in another order", { ...wanted, filter: "isLocked=true&type=group" }],
    ["for the organization", { ...wanted, ownedBy: "org" }],
  ] as const;

  describe.each(starts)("from %s", (_start, begin) => {
    test.each(wishes)("only lists at the second time: %s", async (_wish, wish) => {
      const sandbox = createSandbox();
      const checked = checkedFetch("webex", sandbox.fetch);
      const webhooks = createWebexWebhooks({ auth: "k7", fetch: checked.fetch });
      await begin(createWebexWebhooks({ auth: "k7", fetch: sandbox.fetch }), sandbox.deactivateWebexWebhook);
      const first = await webhooks.ensure(wish);
      const after = sandbox.webhooks();
      checked.calls.length = 0;
      const second = await webhooks.ensure(wish);
      expect(checked.calls).toEqual([["listWebhooks", 200]]);
      expect(second).toMatchObject({ action: "unchanged", changes: [], before: first.after, removed: [] });
      expect(second.after).toEqual(first.after);
      expect(sandbox.webhooks()).toEqual(after);
      expect(checked.faults).toEqual([]);
      const identity = { name: wish.name, ...("ownedBy" in wish && { ownedBy: wish.ownedBy }) };
      expect(await webhooks.health([identity])).toMatchObject([{ state: "active", webhooks: [first.after] }]);
    });
  });

  test("goes through a list of many pages", async () => {
    const sandbox = createSandbox();
    const webhooks = createWebexWebhooks({ auth: "k7", fetch: sandbox.fetch });
    const { after } = await webhooks.ensure(wanted);
    for (let left = 250; left > 0; left -= 1) await webhooks.create({ ...plain, name: `Spaces ${left}` });
    expect(await webhooks.ensure(wanted)).toMatchObject({ action: "unchanged", after });
    expect(sandbox.webhooks().webex).toHaveLength(251);
  });

  test("leaves webhooks of other names, owners and apps alone", async () => {
    const sandbox = createSandbox();
    const webhooks = createWebexWebhooks({ auth: "k7", fetch: sandbox.fetch });
    await webhooks.ensure(wanted);
    await webhooks.ensure({ ...another, ownedBy: "org" });
    await webhooks.ensure({ ...another, name: "Others" });
    const kept = sandbox.webhooks().webex;
    expect(kept).toHaveLength(3);
    await expect(webhooks.ensure({ ...wanted, event: "updated" }, { appId: "another-app" })).rejects.toThrow(
      "appId must be that of the token's app",
    );
    expect(sandbox.webhooks().webex).toEqual(kept);
  });
});

describe("ensure of webhooks of 8x8, twice in a row", () => {
  const url = "https://hooks.example.com/8x8";
  const oauth = {
    url: "https://auth.example.com/oauth/token",
    clientId: "id",
    clientSecret: "s3cret",
    credentialsLocation: "header",
    scope: "hooks",
  } as const;
  const desk = { subAccountId: "Support_Desk", url };
  const items: WebhookConfiguration[] = [
    { subAccountId: "*", url, enabled: false },
    { ...desk, type: "MSG", oauth, httpAuthorization: "" },
    { ...desk, type: "CABM", httpAuthorization: "Bearer s3cret" },
  ];

  describe.each<[string, (webhooks: Webhooks8x8) => Promise<unknown>]>([
    ["nothing", async () => undefined],
    ["themselves", (webhooks) => webhooks.createOrReplace(items)],
    ["some of them", (webhooks) => webhooks.createOrReplace(items.slice(0, 1))],
    [
      "other authorizations",
      (webhooks) =>
        webhooks.createOrReplace([
          { ...desk, type: "CABM", oauth },
          { ...desk, httpAuthorization: "Bearer x" },
        ]),
    ],
    [
      "others",
      (webhooks) =>
        webhooks.createOrReplace([
          { subAccountId: "Sales", url },
          { subAccountId: "*", type: "CABM", url },
        ]),
    ],
  ])("from %s", (_start, begin) => {
    test.each([{}, { prune: true }])("only lists at the second time with %j", async (options) => {
      const sandbox = createSandbox({ subAccounts: ["Support_Desk", "Sales"] });
      const checked = checkedFetch("8x8", sandbox.fetch);
      const client = { accountId: "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af", auth: "k7" };
      const webhooks = create8x8Webhooks({ ...client, fetch: checked.fetch });
      await begin(create8x8Webhooks({ ...client, fetch: sandbox.fetch }));
      const first = await webhooks.ensure(items, options);
      const after = sandbox.webhooks();
      checked.calls.length = 0;
      const second = await webhooks.ensure(items, options);
      expect(checked.calls).toEqual([["listWebhooks", 200]]);
      expect(second.map(({ action }) => action)).toEqual(Array(4).fill("unchanged"));
      expect(second.map(({ after }) => after)).toEqual(first.slice(0, 4).map(({ after }) => after));
      expect(sandbox.webhooks()).toEqual(after);
      expect(checked.faults).toEqual([]);
      expect((await webhooks.health(items)).map(({ state }) => state)).toEqual([
        "disabled",
        "disabled",
        "enabled",
        "enabled",
      ]);
    });
  });
});
