import { createWebexWebhooks, type WebhooksClient } from "comms-webhooks/webex";
import { describe, expect, test } from "vitest";
import { createWorld, seeds, type World } from "../../../src/replicas.ts";

const desired = {
  name: "Spaces",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
  filter: "type=group&isLocked=true",
  secret: "s3cret",
} as const;
const stale = { ...desired, targetUrl: "https://hooks.example.com/before", secret: "old-s3cret" };
const another = { ...desired, event: "updated", secret: "old-s3cret" } as const;

const starts: [string, (webhooks: WebhooksClient, world: World) => Promise<unknown>][] = [
  ["nothing", async () => undefined],
  ["one with another target", (webhooks) => webhooks.create(stale)],
  ["one with another event", (webhooks) => webhooks.create(another)],
  [
    "three duplicates",
    async (webhooks) => [await webhooks.create(another), await webhooks.create(stale), await webhooks.create(stale)],
  ],
  [
    "a disabled one",
    async (webhooks, { sandbox }) =>
      sandbox.disableWebexWebhook((await webhooks.create({ ...desired, secret: "old-s3cret" })).id),
  ],
];

describe("50 replicas that ensure a Webex webhook at the same time", () => {
  describe.each(starts)("starting with %s", (_start, begin) => {
    test.each(seeds)("leave the desired one, and all others alone (seed %i)", async (seed) => {
      const world = createWorld(seed);
      const webhooks = createWebexWebhooks(world.sound);
      await webhooks.create({ ...another, name: "Spaces 2" });
      await webhooks.create({ ...another, ownedBy: "org" });
      await createWebexWebhooks({ ...world.sound, auth: "another-account" }).create(another);
      const others = world.sandbox.webhooks().webex;
      await begin(webhooks, world);
      await world.clock.advance(86_400_000);

      const replicas = Array.from({ length: 50 }, (_, index) => createWebexWebhooks(world.faulty(index)));
      const results = await world.outcomes(replicas.map((replica) => replica.ensure(desired)));
      const { secret, ...open } = desired;
      for (const { after } of results) expect(after).toMatchObject({ ...open, status: "active" });
      expect(JSON.stringify(results).includes(secret)).toBe(false);

      await webhooks.ensure(desired);
      const listed = await webhooks.list().toArray();
      expect(listed.filter(({ name }) => name === desired.name)).toMatchObject([{ ...desired, status: "active" }]);
      const ids = new Set(others.map(({ id }) => id));
      expect(world.sandbox.webhooks().webex.filter(({ id }) => ids.has(id))).toEqual(others);
      expect(world.sandbox.webhooks().webex).toHaveLength(others.length + 1);
    });
  });
});
