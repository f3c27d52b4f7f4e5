import { describe, expect, it } from "vitest";
import { create8x8Webhooks, type PlanOptions, type TypedWebhookKey, type Webhook } from "../../src/8x8/index.js";
import type { PlannedChange } from "../../src/index.js";
import { json, observe, rejection } from "../helpers.js";

const url = "https://hooks.example.com/messages";
const desired = { subAccountId: "*", type: "MSG", url, httpAuthorization: "Bearer s3cret" } as const;
const stored: Webhook = { ...desired, enabled: true, httpAuthorization: "***" };
const other: Webhook = { subAccountId: "Sales", type: "CADR", url, enabled: true };

function account(webhooks: readonly Webhook[], ...responses: Response[]) {
  const { fetch, requests } = observe(json(webhooks), ...responses);
  const client = create8x8Webhooks({ accountId: "ExampleCorp", auth: "key", fetch, retries: 0 });
  return { client, requests, sent: () => requests.map(({ method }) => method).join(" ") };
}

const short = ({ key, action, reason, fields }: PlannedChange<TypedWebhookKey>) => [
  `${key.subAccountId} ${key.type}`,
  action,
  reason,
  fields.map(({ field }) => field).join(" "),
];

describe("a plan of 8x8 webhooks", () => {
  it("shows a webhook that is missing with its fields, a secret as ***", async () => {
    const { client, sent } = account([]);
    expect((await client.plan([desired])).changes).toEqual([
      {
        key: { subAccountId: "*", type: "MSG" },
        action: "created",
        reason: "missing",
        fields: [
          { field: "url", after: url, secret: false },
          { field: "enabled", after: true, secret: false },
          { field: "httpAuthorization", after: "***", secret: true },
        ],
      },
    ]);
    expect(sent()).toBe("GET");
  });

  it.each<[string, Partial<Webhook>, PlanOptions, unknown[]]>([
    ["nothing differs but, maybe, the masked secret", {}, {}, ["unchanged", "secretHidden", ""]],
    ["the masked secret is to be written", {}, { secrets: "write" }, ["updated", "secretHidden", "httpAuthorization"]],
    ["its URL differs", { url: "https://old.example.com" }, {}, ["updated", "differs", "url"]],
    ["it is switched off", { enabled: false }, {}, ["updated", "differs", "enabled"]],
    [
      "it has client credentials",
      {
        httpAuthorization: "",
        oauth: { url, clientId: "id", clientSecret: "***", credentialsLocation: "body" },
      },
      {},
      ["updated", "differs", "httpAuthorization oauth.clientSecret oauth.url oauth.clientId oauth.credentialsLocation"],
    ],
  ])("shows what is done where %s", async (_, fields, options, [action, reason, names]) => {
    const { client } = account([{ ...stored, ...fields }]);
    expect((await client.plan([desired], options)).changes.map(short)).toEqual([["* MSG", action, reason, names]]);
  });

  it("leaves the account's others alone, or deletes them on request", async () => {
    const left = await account([stored, other]).client.plan([desired]);
    expect(left.others).toEqual([{ subAccountId: "Sales", type: "CADR" }]);
    const pruned = await account([stored, other]).client.plan([], { prune: true });
    expect(pruned.changes.map(short)).toEqual([
      ["* MSG", "deleted", "notDesired", "url enabled httpAuthorization"],
      ["Sales CADR", "deleted", "notDesired", "url enabled"],
    ]);
  });
});

describe("apply of a plan of 8x8 webhooks", () => {
  it("stores before it deletes, and checks what was stored", async () => {
    const { client, sent } = account([other], json(null), json([stored, other]), json(null));
    await (await client.plan([desired], { prune: true })).apply();
    expect(sent()).toBe("GET POST GET DELETE");
  });

  it("writes a masked secret, which leaves nothing to check", async () => {
    const { client, requests, sent } = account([stored], json(null));
    await (await client.plan([desired], { secrets: "write" })).apply();
    expect(sent()).toBe("GET POST");
    expect(await requests[1]?.json()).toEqual([desired]);
  });

  it("stops at the first failure, and names what is stored otherwise than desired", async () => {
    const { client, sent } = account([], json(null), json([{ ...stored, url: "https://old.example.com" }]));
    const plan = await client.plan([desired, { ...desired, type: "CADR" }]);
    const states: string[] = [];
    const error = await rejection(
      plan.apply({ onStep: ({ state, change }) => states.push(`${state} ${change.key.type}`) }),
    );
    expect(error).toMatchObject({ name: "PostConditionError", differences: [{ field: "url" }] });
    expect(sent()).toBe("GET POST GET");
    expect(states).toEqual(["started MSG", "failed MSG"]);
  });
});
