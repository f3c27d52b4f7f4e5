import { create8x8Webhooks, type WebhookConfiguration, type WebhooksClient } from "comms-webhooks/8x8";
import { describe, expect, test } from "vitest";
import { createWorld, seeds } from "../../../src/replicas.ts";

const url = "https://hooks.example.com/8x8";
const accountId = "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af";
const oauth = {
  url: "https://auth.example.com/oauth/token",
  clientId: "id",
  clientSecret: "s3cret",
  credentialsLocation: "body",
} as const;
const desired: WebhookConfiguration[] = [
  { subAccountId: "*", url },
  { subAccountId: "Support_Desk", type: "MSG", url, oauth },
  { subAccountId: "Support_Desk", type: "CABM", url, enabled: false, httpAuthorization: "Bearer s3cret" },
];
const listed = [
  { subAccountId: "*", type: "CADR", url, enabled: true },
  { subAccountId: "*", type: "MSG", url, enabled: true },
  { subAccountId: "Support_Desk", type: "CABM", url, enabled: false, httpAuthorization: "***" },
  { subAccountId: "Support_Desk", type: "MSG", url, enabled: true, oauth: { ...oauth, clientSecret: "***" } },
];
const others: WebhookConfiguration[] = [
  { subAccountId: "*", type: "CABM", url: "https://hooks.example.com/other" },
  { subAccountId: "Sales", url, httpAuthorization: "Bearer other" },
];
const keyOf = (item: { subAccountId: string; type?: string | undefined }) => `${item.subAccountId} ${item.type}`;
const sorted = <Item extends { subAccountId: string; type?: string | undefined }>(items: readonly Item[]) =>
  items.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));

const starts: [string, (webhooks: WebhooksClient) => Promise<unknown>][] = [
  ["nothing", async () => undefined],
  [
    "other URLs",
    (webhooks) =>
      webhooks.createOrReplace(desired.map((item) => ({ ...item, url: "https://hooks.example.com/before" }))),
  ],
  ["half of them", (webhooks) => webhooks.createOrReplace(desired.slice(1, 2))],
  ["others", (webhooks) => webhooks.createOrReplace(others)],
];

describe("20 replicas that ensure 8x8 webhooks at the same time", () => {
  describe.each(starts)("starting with %s", (_start, begin) => {
    test.each(seeds.flatMap((seed) => [[seed, false] as const, [seed, true] as const]))(
      "leave exactly those, and others unless they prune (seed %i, prune %j)",
      async (seed, prune) => {
        const world = createWorld(seed);
        const webhooks = create8x8Webhooks({ ...world.sound, accountId });
        await begin(webhooks);
        const keys = new Set(listed.map(keyOf));
        const unnamed = (await webhooks.list().toArray()).filter((item) => !keys.has(keyOf(item)));

        const options = prune ? { prune } : {};
        const replicas = Array.from({ length: 20 }, (_, index) =>
          create8x8Webhooks({ ...world.faulty(index), accountId }),
        );
        const results = await world.outcomes(replicas.map((replica) => replica.ensure(desired, options)));
        expect(JSON.stringify(results).includes("s3cret")).toBe(false);

        await webhooks.ensure(desired, options);
        expect(sorted(await webhooks.list().toArray())).toEqual(sorted(prune ? listed : [...listed, ...unnamed]));
      },
    );
  });
});
