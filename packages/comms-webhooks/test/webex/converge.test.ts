import { describe, expect, it } from "vitest";
import { isPostConditionError } from "../../src/index.js";
import {
  type CreateWebhookRequest,
  createWebexWebhooks,
  type EnsureResult,
  type Webhook,
  type WebhooksClient,
} from "../../src/webex/index.js";
import { type Choices, choices, randomUrl } from "../normalizing/normalize.js";
import { webexServer } from "../normalizing/webex-server.js";
import { seededRandom } from "../seeded-random.js";

const filters = ["type=group", "isLocked=true&type=group", "type=%67roup&isLocked=true", "type=direct"];
const names = ["Rooms", "  Rooms of the lobby ", "Rooms of the\u00e4tre, all of them", "Rooms  of the a\u0308ther"];

function randomDesired({ chance, pick }: Choices): CreateWebhookRequest {
  return {
    name: pick(names),
    targetUrl: randomUrl({ pick } as Choices),
    resource: "rooms",
    event: pick(["created", "updated"]),
    ...(chance(0.5) && { filter: pick(filters) }),
    ...(chance(0.6) && { secret: "desired-s3cret" }),
    ...(chance(0.3) && { ownedBy: "org" as const }),
  };
}

/** What may be there of the same identity: all the same, or not. */
function randomStored({ chance, pick }: Choices, desired: CreateWebhookRequest): Partial<Webhook> {
  return {
    ...desired,
    ...(chance(0.3) && { targetUrl: "https://hooks.example.com/before" }),
    ...(chance(0.3) && { event: "deleted" }),
    ...(chance(0.3) && { filter: pick(filters) }),
    ...(chance(0.3) && { status: "inactive" }),
    ...(chance(0.5) && { secret: "another-s3cret" }),
  };
}

type Outcome = { readonly result?: EnsureResult; readonly error?: unknown };

async function ensure(webhooks: WebhooksClient, desired: CreateWebhookRequest): Promise<Outcome> {
  return webhooks.ensure(desired).then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );
}

describe("ensure of random webhooks with Webex servers that normalize at random", () => {
  const seen = { settled: 0, failed: 0, secretWrites: 0, fields: new Set<string>() };

  it.each(Array.from({ length: 20 }, (_, index) => index + 1))(
    "settles or names the field (hundred %i)",
    async (seed) => {
      for (let round = 0; round < 100; round += 1) {
        const choose = choices(seededRandom(seed * 1_000 + round));
        const server = webexServer(choose);
        const desired = randomDesired(choose);
        const owner = desired.ownedBy ?? "creator";
        const others = [
          server.store({ ...desired, name: "Others" }),
          server.store({
            ...desired,
            ownedBy: owner === "org" && server.habits.owner !== "ignore" ? "creator" : "org",
          }),
        ].filter(({ name, ownedBy }) => name === "Others" || ownedBy !== owner);
        if (server.habits.owner === "ignore")
          for (const { id, name } of server.stored.values()) if (name !== "Others") server.stored.delete(id);
        const kept = JSON.stringify(others.filter(({ id }) => server.stored.has(id)));
        for (let left = choose.below(4); left > 0; left -= 1) server.store(randomStored(choose, desired));
        const own = () =>
          [...server.stored.values()].filter(
            ({ name, ownedBy }) =>
              name === server.nameOf(desired.name) && (server.habits.owner === "ignore" || ownedBy === owner),
          );
        const before = own().length;
        const words = JSON.stringify({ seed, round, desired, habits: server.habits });

        const webhooks = createWebexWebhooks({ auth: "token", fetch: server.fetch });
        await ensure(webhooks, desired);
        const second = await ensure(webhooks, desired);
        server.log.length = 0;
        const { result, error } = await ensure(webhooks, desired);
        const third = server.log.join(" ");
        const now = own();

        expect(JSON.stringify(others.map(({ id }) => server.stored.get(id)).filter(Boolean)), words).toBe(kept);
        expect(JSON.stringify([result, error, second])).not.toContain("s3cret");
        if (result) {
          seen.settled += 1;
          const writes = desired.secret !== undefined && server.habits.secrets !== "echo";
          if (writes) seen.secretWrites += 1;
          expect(third, words).toBe(writes ? "GET PUT" : "GET");
          expect(result, words).toMatchObject({ action: "unchanged", changes: [], removed: [] });
          expect(now, words).toHaveLength(1);
          expect(now[0]?.secret, words).toBe(desired.secret ?? now[0]?.secret);
          continue;
        }
        seen.failed += 1;
        if (!isPostConditionError(error)) throw new Error(words, { cause: error });
        const fields = error.differences.map(({ field }) => field);
        for (const field of fields) seen.fields.add(field);
        const { habits } = server;
        const causes = [
          habits.cutsNames < desired.name.length && "name",
          habits.slash !== "keep" && "targetUrl",
          habits.filters === "lower" && "filter",
          habits.owner === "ignore" && desired.ownedBy === "org" && "ownedBy",
        ];
        expect(fields.length, words).toBeGreaterThan(0);
        for (const field of fields) expect(causes, words).toContain(field);
        expect(now.length, words).toBeLessThanOrEqual(Math.max(before, 1));
        // What couldn't be settled was created once at most, or leaves nothing behind.
        expect((third.match(/POST/g) ?? []).length, words).toBe((third.match(/DELETE/g) ?? []).length);
      }
    },
    60_000,
  );

  it("meets both, and every field that a server can change", () => {
    expect(seen.settled).toBeGreaterThan(1_000);
    expect(seen.failed).toBeGreaterThan(100);
    expect(seen.secretWrites).toBeGreaterThan(300);
    expect([...seen.fields].sort()).toEqual(["filter", "name", "ownedBy", "targetUrl"]);
  });
});
