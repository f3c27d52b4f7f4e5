import { createSandbox } from "@comms-webhooks/sandbox";
import {
  create8x8Webhooks,
  type EnsureOptions,
  type WebhookConfiguration,
  type WebhooksClient,
} from "comms-webhooks/8x8";
import { describe, expect, test } from "vitest";
import { checkedFetch } from "../../../src/conformance/checked-fetch.ts";

describe("ensure of 8x8 webhooks, called twice", () => {
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

  describe.each<[string, (webhooks: WebhooksClient) => Promise<unknown>]>([
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
  ])("starting with %s", (_start, begin) => {
    test.each<EnsureOptions>([{}, { prune: true }, { secrets: "keep" }])(
      "only lists the second time with %j, and writes the masked secrets",
      async (options) => {
        const sandbox = createSandbox({ subAccounts: ["Support_Desk", "Sales"] });
        const checked = checkedFetch("8x8", sandbox.fetch);
        const client = { accountId: "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af", auth: "k7" };
        const webhooks = create8x8Webhooks({ ...client, fetch: checked.fetch });
        await begin(create8x8Webhooks({ ...client, fetch: sandbox.fetch }));
        const first = await webhooks.ensure(items, options);
        const after = sandbox.webhooks();
        checked.calls.length = 0;
        const second = await webhooks.ensure(items, options);
        const writes = options.secrets === "keep" ? [] : [["createOrReplaceWebhooks", 200]];
        expect(checked.calls).toEqual([["listWebhooks", 200], ...writes]);
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
      },
    );
  });
});
