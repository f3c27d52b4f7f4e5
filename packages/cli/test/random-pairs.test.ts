import type { WebhookConfiguration } from "@comms-webhooks/8x8-types";
import { createSandbox, type Sandbox } from "@comms-webhooks/sandbox";
import type { CreateWebhookRequest } from "@comms-webhooks/webex-types";
import type { Fetch } from "comms-webhooks";
import { create8x8Webhooks } from "comms-webhooks/8x8";
import { createWebexWebhooks, type Webhook } from "comms-webhooks/webex";
import { describe, expect, it } from "vitest";
import {
  accountId,
  apiKey,
  env,
  type RandomFile,
  randomFile,
  resolved,
  seededRandom,
  storeRandom,
  token,
} from "./random-pair.js";
import { run, temporaryFolder, writeWebhooks } from "./run.js";

const folder = temporaryFolder();

interface Row {
  readonly api: string;
  readonly webhook: string;
  readonly action: string;
}

/** The webhooks of Webex with their secrets, and those of 8x8. */
async function read({ fetch }: Pick<Sandbox, "fetch">) {
  const webex = createWebexWebhooks({ auth: token, fetch });
  return {
    webex: [...(await webex.list().toArray()), ...(await webex.list({ ownedBy: "org" }).toArray())],
    "8x8": await create8x8Webhooks({ accountId, auth: apiKey, fetch }).list().toArray(),
  };
}

/** What the file says, its references resolved. */
function desiredOf(file: RandomFile): {
  readonly webex: CreateWebhookRequest[];
  readonly "8x8": WebhookConfiguration[];
} {
  const said = resolved(file);
  return {
    webex: Object.entries(said.webex.accounts.default.webhooks).map(
      ([name, fields]) => ({ name, ...fields }) as CreateWebhookRequest,
    ),
    "8x8": Object.entries(said["8x8"].accounts.default.webhooks).flatMap(([subAccountId, all]) =>
      Object.entries(all).map(([type, fields]) => ({ subAccountId, type, ...fields }) as WebhookConfiguration),
    ),
  };
}

const ownerOf = ({ ownedBy = "creator" }: { readonly ownedBy?: string | undefined }) => ownedBy;
const sorted = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).sort();
const labelOf = (webhook: Webhook | CreateWebhookRequest) =>
  `${webhook.name}${ownerOf(webhook) === "org" ? " (organization)" : ""}`;
const keyOf = ({ subAccountId, type }: { readonly subAccountId: string; readonly type?: string | undefined }) =>
  `${subAccountId} ${type}`;

/** The requests that carry out what a plan shows. */
function callsOf(rows: readonly Row[]): string[] {
  const methods: { readonly [Action in string]: readonly string[] } = {
    webex: [],
    "webex created": ["POST"],
    "webex updated": ["PUT"],
    "webex reactivated": ["PUT"],
    "webex replaced": ["POST", "DELETE"],
    "webex deleted": ["DELETE"],
    "8x8 created": ["POST"],
    "8x8 updated": ["POST"],
    "8x8 deleted": ["DELETE"],
  };
  return rows
    .flatMap(({ api, action, webhook }) =>
      (methods[`${api} ${action}`] ?? []).map((method) => `${api} ${method} ${webhook}`),
    )
    .sort();
}

/** A fetch that logs each request that changes something, by the name of its webhook, and what is written to 8x8. */
function logged(sandbox: Sandbox, stored: readonly Webhook[]) {
  const log: string[] = [];
  const written = new Map<string, WebhookConfiguration>();
  const names = new Map(stored.map((webhook) => [webhook.id, labelOf(webhook)]));
  const fetch: Fetch = (url, init) => {
    const { method, body } = init;
    if (method !== "GET") {
      const value = typeof body === "string" ? JSON.parse(body) : undefined;
      if (url.includes("/8x8/")) {
        for (const item of value as WebhookConfiguration[]) {
          log.push(`8x8 ${method} ${keyOf(item)}`);
          if (method === "POST") written.set(keyOf(item), item);
        }
      } else {
        const id = /webhooks\/(.+)$/.exec(url)?.[1] ?? "";
        log.push(`webex ${method} ${method === "POST" ? labelOf(value as CreateWebhookRequest) : names.get(id)}`);
      }
    }
    return sandbox.fetch(url, init as RequestInit);
  };
  return { fetch, log, written };
}

describe("apply of random files to random accounts", () => {
  const seen: Record<string, number> = {};

  it.each(Array.from({ length: 10 }, (_, index) => index + 1))(
    "leaves what the file says and what it doesn't name, by the calls that the plan shows (hundred %i)",
    async (hundred) => {
      for (let round = 0; round < 100; round += 1) {
        const seed = hundred * 1_000 + round;
        const random = seededRandom(seed);
        const sandbox = createSandbox();
        const file = randomFile(random, sandbox.url);
        await storeRandom(random, sandbox, file);
        const path = writeWebhooks(folder, file);
        const prune = random() < 0.4;
        const secrets = random() < 0.5 ? "compare" : "write";
        const options = ["--file", path, "--secrets", secrets, ...(prune ? ["--prune"] : [])];
        const before = await read(sandbox);
        const { fetch, log, written } = logged(sandbox, before.webex);
        const io = { env, fetch };
        const words = JSON.stringify({ seed, prune, secrets, file, before });

        const plan = await run(["plan", "--json", ...options], io);
        expect(log, words).toEqual([]);
        const { changes } = JSON.parse(plan.stdout) as { changes: Row[] };
        for (const { api, action } of changes) seen[`${api} ${action}`] = (seen[`${api} ${action}`] ?? 0) + 1;
        const hasChanges = changes.some(({ action }) => action !== "unchanged");
        expect(plan.code, words).toBe(hasChanges ? 2 : 0);

        const applied = await run(["apply", "--yes", ...options], io);
        expect(applied, words).toMatchObject({ code: 0, stderr: "" });
        expect(log.sort(), words).toEqual(callsOf(changes));
        const after = await read(sandbox);

        // Webex: each desired webhook once, and the others as they were.
        const { webex: wanted, "8x8": items } = desiredOf(file);
        const echoes = before.webex.some(({ secret }) => secret !== undefined);
        for (const one of wanted) {
          const same = after.webex.filter((webhook) => labelOf(webhook) === labelOf(one));
          expect(same, words).toHaveLength(1);
          const { secret, ...fields } = one;
          expect(same[0], words).toMatchObject({ ...fields, status: "active" });
          expect(same[0]?.filter, words).toBe(one.filter);
          const old = before.webex.find(({ id }) => id === same[0]?.id);
          const isUnknown = secrets === "compare" && !echoes && old;
          expect(same[0]?.secret, words).toBe(secret && !isUnknown ? secret : old?.secret);
        }
        const labels = new Set(wanted.map(labelOf));
        const others = before.webex.filter(
          (webhook) => !labels.has(labelOf(webhook)) && !(prune && ownerOf(webhook) === "creator"),
        );
        expect(sorted(after.webex.filter((webhook) => !labels.has(labelOf(webhook)))), words).toEqual(sorted(others));

        // 8x8: the same, but secrets are masked; those that were written are in the requests.
        const keys = new Set(items.map(keyOf));
        for (const { httpAuthorization, oauth, ...item } of items) {
          const stored = after["8x8"].find((webhook) => keyOf(webhook) === keyOf(item));
          expect(stored, words).toEqual({
            ...item,
            enabled: item.enabled ?? true,
            ...(httpAuthorization && { httpAuthorization: "***" }),
            ...(oauth && { oauth: { ...oauth, clientSecret: "***" } }),
          });
          const request = written.get(keyOf(item));
          if (request)
            expect(request, words).toMatchObject({
              ...item,
              ...(oauth && { oauth }),
              ...(httpAuthorization && { httpAuthorization }),
            });
          else if (secrets === "write") expect(httpAuthorization ?? oauth, words).toBeUndefined();
        }
        const rest = before["8x8"].filter((webhook) => !keys.has(keyOf(webhook)) && !prune);
        expect(sorted(after["8x8"].filter((webhook) => !keys.has(keyOf(webhook)))), words).toEqual(sorted(rest));

        const second = await run(["plan", "--file", path, ...(prune ? ["--prune"] : [])], io);
        expect(second.code, words + second.stdout).toBe(0);
      }
    },
  );

  it("meets each kind of change", () => {
    expect(Object.keys(seen).sort()).toEqual(
      [
        ...["8x8 created", "8x8 deleted", "8x8 unchanged", "8x8 updated"],
        ...[
          "webex created",
          "webex deleted",
          "webex reactivated",
          "webex replaced",
          "webex unchanged",
          "webex updated",
        ],
      ].sort(),
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50);
  });
});
