import { describe, expect, it } from "vitest";
import { create8x8Webhooks, type Webhook } from "../../src/8x8/index.js";
import { json, observe, rejection } from "../helpers.js";

const webhook = { subAccountId: "Support_Desk", type: "MSG", url: "https://hooks.example.com/8x8", enabled: true };

function account(...stored: Webhook[]) {
  const { fetch, requests } = observe(json(stored));
  const accountId = "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af";
  return { client: create8x8Webhooks({ accountId, auth: "api-key", fetch }), requests };
}

describe("health of named webhooks", () => {
  it.each([
    ["enabled", [webhook]],
    ["enabled", [{ ...webhook, enabled: undefined }]],
    ["disabled", [{ ...webhook, enabled: false }]],
    ["missing", []],
    ["missing", [{ ...webhook, type: "CADR" }]],
    ["missing", [{ ...webhook, subAccountId: "*" }]],
  ])("is %s", async (state, stored) => {
    const { client, requests } = account(...(stored as Webhook[]));
    const [health, ...more] = await client.health([{ subAccountId: "Support_Desk", type: "MSG" }]);
    expect(health).toMatchObject({ subAccountId: "Support_Desk", type: "MSG", state });
    expect(health?.webhook?.url).toBe(state === "missing" ? undefined : webhook.url);
    expect(more).toEqual([]);
    expect(requests.map(({ method }) => method)).toEqual(["GET"]);
  });

  it("covers both types where none is named", async () => {
    const { client } = account({ ...webhook, enabled: false });
    expect(await client.health([{ subAccountId: "Support_Desk" }])).toEqual([
      { subAccountId: "Support_Desk", type: "CADR", state: "missing", webhook: undefined },
      { subAccountId: "Support_Desk", type: "MSG", state: "disabled", webhook: { ...webhook, enabled: false } },
    ]);
  });

  it("counts what is listed without a type as both types", async () => {
    const { client } = account({ subAccountId: "*", url: webhook.url });
    const names = ["CABM", "MSG", "CADR"].map((type) => ({ subAccountId: "*", type: type as "MSG" }));
    expect((await client.health(names)).map(({ state }) => state)).toEqual(["missing", "enabled", "enabled"]);
  });

  it("accepts whole webhooks as keys", async () => {
    const { client } = account(webhook);
    expect(await client.health([{ ...webhook, type: "MSG" }])).toMatchObject([{ state: "enabled" }]);
  });

  it("is in the order of the names", async () => {
    const { client } = account({ ...webhook, subAccountId: "b" }, { ...webhook, subAccountId: "a", enabled: false });
    const names = ["a", "c", "b"].map((subAccountId) => ({ subAccountId, type: "MSG" as const }));
    expect((await client.health(names)).map(({ subAccountId, state }) => [subAccountId, state])).toEqual([
      ["a", "disabled"],
      ["c", "missing"],
      ["b", "enabled"],
    ]);
  });

  it("is empty for no names", async () => {
    expect(await account(webhook).client.health([])).toEqual([]);
  });
});

describe("health without names", () => {
  it("has all webhooks of the account", async () => {
    const { client } = account(webhook, { subAccountId: "*", url: webhook.url, enabled: false, type: "CABM" });
    const health = await client.health();
    expect(health.map(({ subAccountId, type, state }) => [subAccountId, type, state])).toEqual([
      ["Support_Desk", "MSG", "enabled"],
      ["*", "CABM", "disabled"],
    ]);
    expect(health[0]?.webhook).toEqual(webhook);
  });

  it("has two entries for one that is listed without a type", async () => {
    const { client } = account({ subAccountId: "*", url: webhook.url });
    expect((await client.health()).map(({ type, state }) => [type, state])).toEqual([
      ["CADR", "enabled"],
      ["MSG", "enabled"],
    ]);
  });
});

describe("health of what is wrong", () => {
  it.each<[string, unknown, (string | number)[]]>([
    ["a name alone", "Support_Desk", []],
    ["null", null, []],
    ["no sub-account", [{ type: "MSG" }], [0, "subAccountId"]],
    ["a sub-account that isn't a string", [webhook, { subAccountId: 5 }], [1, "subAccountId"]],
    ["an unknown type", [{ subAccountId: "*", type: "SMS" }], [0, "type"]],
    ["null for a name", [null], [0]],
  ])("sends nothing, and names the field: %s", async (_words, named, path) => {
    const { client, requests } = account(webhook);
    const error = await rejection(client.health(named as never));
    expect(error).toMatchObject({ name: "InvalidRequestError", operationId: "listWebhooks", issues: [{ path }] });
    expect(requests).toHaveLength(0);
  });
});
