import { describe, expect, it } from "vitest";
import {
  create8x8Webhooks,
  type EnsureResult,
  type WebhookConfiguration,
  type WebhooksClient,
} from "../../src/8x8/index.js";
import { isPostConditionError } from "../../src/index.js";
import { type Choices, choices, randomUrl } from "../normalizing/normalize.js";
import { server8x8 } from "../normalizing/server-8x8.js";
import { seededRandom } from "../seeded-random.js";

const oauth = { clientId: "id", clientSecret: "desired-s3cret", credentialsLocation: "body" } as const;

function randomItem(choose: Choices, subAccountId: string): WebhookConfiguration {
  const { chance, pick } = choose;
  const common = {
    subAccountId,
    url: randomUrl(choose),
    ...(chance(0.6) && { type: pick(["CADR", "MSG", "CABM"] as const) }),
    ...(chance(0.4) && { enabled: chance(0.5) }),
  };
  return pick<WebhookConfiguration>([
    common,
    { ...common, httpAuthorization: "Bearer desired-s3cret" },
    { ...common, oauth: { ...oauth, url: randomUrl(choose), ...(chance(0.5) && { scope: "all" }) } },
  ]);
}

type Outcome = { readonly result?: EnsureResult[]; readonly error?: unknown };

async function ensure(webhooks: WebhooksClient, desired: WebhookConfiguration[], prune: boolean): Promise<Outcome> {
  return webhooks.ensure(desired, { prune }).then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );
}

describe("ensure of random webhooks with 8x8 servers that normalize at random", () => {
  const seen = { settled: 0, failed: 0, secretWrites: 0, fields: new Set<string>() };

  it.each(Array.from({ length: 20 }, (_, index) => index + 1))(
    "settles or names the field (hundred %i)",
    async (seed) => {
      for (let round = 0; round < 100; round += 1) {
        const choose = choices(seededRandom(seed * 1_000 + round));
        const { chance, pick } = choose;
        const server = server8x8(choose);
        const { habits } = server;
        const desired = [randomItem(choose, "*"), randomItem(choose, pick(["Support_Desk", " sales "]))];
        server.store({ subAccountId: "others", type: "MSG", url: "https://hooks.example.com/others" });
        for (const item of desired) {
          const other = chance(0.5) ? item : randomItem(choose, item.subAccountId);
          for (const type of ["CADR", "MSG", "CABM"]) if (chance(0.4)) server.store({ ...other, type });
        }
        const prune = chance(0.3);
        const words = JSON.stringify({ seed, round, desired, habits });

        const webhooks = create8x8Webhooks({ accountId: "ExampleCorp", auth: "key", fetch: server.fetch });
        await ensure(webhooks, desired, prune);
        const second = await ensure(webhooks, desired, prune);
        server.log.length = 0;
        const { result, error } = await ensure(webhooks, desired, prune);

        expect(JSON.stringify([result, error, second]), words).not.toContain("s3cret");
        if (result) {
          seen.settled += 1;
          const writes = habits.secrets === "mask" && desired.some((item) => item.httpAuthorization || item.oauth);
          if (writes) seen.secretWrites += 1;
          expect(server.log.join(" "), words).toBe(writes ? "GET POST" : "GET");
          expect(new Set(result.map(({ action }) => action)), words).toEqual(new Set(["unchanged"]));
          expect(server.stored.has("others MSG"), words).toBe(!prune);
          if (prune) expect(server.stored.size, words).toBe(result.length);
          continue;
        }
        seen.failed += 1;
        if (!isPostConditionError(error)) throw new Error(words, { cause: error });
        const fields = error.differences.map(({ field }) => field);
        for (const field of fields) seen.fields.add(field);
        const causes = [
          ...(habits.slash === "keep" ? [] : ["url", "oauth.url"]),
          habits.subAccounts === "lower" && "subAccountId",
        ];
        expect(fields.length, words).toBeGreaterThan(0);
        for (const field of fields) expect(causes, words).toContain(field);
        expect(server.log.join(" "), words).toBe("GET POST GET");
      }
    },
    60_000,
  );

  it("meets both, and every field that a server can change", () => {
    expect(seen.settled).toBeGreaterThan(1_000);
    expect(seen.failed).toBeGreaterThan(100);
    expect(seen.secretWrites).toBeGreaterThan(300);
    expect([...seen.fields].sort()).toEqual(["oauth.url", "subAccountId", "url"]);
  });
});
