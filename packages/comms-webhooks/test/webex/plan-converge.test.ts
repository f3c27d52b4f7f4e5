import { describe, expect, it } from "vitest";
import { isPostConditionError } from "../../src/index.js";
import { type CreateWebhookRequest, createWebexWebhooks } from "../../src/webex/index.js";
import { choices, randomUrl } from "../normalizing/normalize.js";
import { webexServer } from "../normalizing/webex-server.js";
import { seededRandom } from "../seeded-random.js";

const filters = ["type=group", "isLocked=true&type=group", "type=%67roup&isLocked=true", "type=direct"];
const names = ["Rooms", "  Lobby of the house ", "The\u00e4tre, all of it", "Rooms  of the a\u0308ther"];

describe("apply of a plan with Webex servers that normalize at random", () => {
  const seen = { settled: 0, failed: 0, secretsHidden: 0 };

  it.each(Array.from({ length: 10 }, (_, index) => index + 1))(
    "leaves nothing to do, or names the field that the server stores otherwise (hundred %i)",
    async (hundred) => {
      for (let round = 0; round < 100; round += 1) {
        const choose = choices(seededRandom(hundred * 1_000 + round));
        const { chance, pick } = choose;
        const server = webexServer(choose);
        const desired = names
          .filter(() => chance(0.6))
          .map(
            (name): CreateWebhookRequest => ({
              name,
              targetUrl: randomUrl(choose),
              resource: "rooms",
              event: pick(["created", "updated"]),
              ...(chance(0.5) && { filter: pick(filters) }),
              ...(chance(0.6) && { secret: "desired-s3cret" }),
            }),
          );
        for (const one of desired) {
          for (let left = choose.below(3); left > 0; left -= 1) {
            server.store({
              ...one,
              ...(chance(0.4) && { event: "deleted" }),
              ...(chance(0.3) && { status: "inactive" }),
            });
          }
        }
        const webhooks = createWebexWebhooks({ auth: "token", fetch: server.fetch });
        const words = JSON.stringify({ hundred, round, desired, habits: server.habits });
        const error = await webhooks
          .plan(desired)
          .then((plan) => plan.apply())
          .then(
            () => undefined,
            (reason: unknown) => reason,
          );
        if (error !== undefined) {
          seen.failed += 1;
          expect(isPostConditionError(error), words).toBe(true);
          continue;
        }
        seen.settled += 1;
        const { changes } = await webhooks.plan(desired);
        expect(
          changes.filter(({ action }) => action !== "unchanged"),
          words,
        ).toEqual([]);
        if (changes.some(({ reason }) => reason === "secretHidden")) seen.secretsHidden += 1;
      }
    },
  );

  it("meets both, and secrets that are hidden", () => {
    expect(seen.settled).toBeGreaterThan(300);
    expect(seen.failed).toBeGreaterThan(100);
    expect(seen.secretsHidden).toBeGreaterThan(50);
  });
});
