import { describe, expect, it } from "vitest";
import { create8x8Webhooks, type Webhook, type WebhookConfiguration } from "../../src/8x8/index.js";
import { json, observe, rejection } from "../helpers.js";

const desired = {
  subAccountId: "Support_Desk",
  type: "MSG",
  url: "https://hooks.example.com/8x8",
} as const satisfies WebhookConfiguration;
const stored: Webhook = { ...desired, enabled: true, httpAuthorization: "***" };
const both: Webhook = { subAccountId: "*", url: "https://hooks.example.com/all" };
const key = { subAccountId: "Support_Desk", type: "MSG" };

function account(...webhooks: Webhook[]) {
  const { fetch, requests } = observe(json(webhooks));
  return { client: create8x8Webhooks({ accountId: "ExampleCorp", auth: "api-key", fetch }), requests };
}

describe("delete accepts", () => {
  const bodyOf = async (requests: readonly Request[]) => {
    const request = requests.find(({ method }) => method === "DELETE");
    return (await request?.json()) as unknown;
  };

  it("listed webhooks, of which it sends the keys", async () => {
    const { client, requests } = account(stored, both);
    await client.delete(await client.list().toArray());
    expect(await bodyOf(requests)).toEqual([key, { subAccountId: "*" }]);
  });

  it("listed webhooks of a type that isn't known yet", async () => {
    const { client, requests } = account(stored, { ...stored, type: "SMS" });
    await client.delete(await client.list().toArray());
    expect(await bodyOf(requests)).toEqual([key, { ...key, type: "SMS" }]);
    expect(await client.health(await client.health())).toMatchObject([{ type: "MSG" }, { type: "SMS" }]);
  });

  it("results of health", async () => {
    const { client, requests } = account(stored);
    await client.delete(await client.health());
    expect(await bodyOf(requests)).toEqual([key]);
  });

  it("results of ensure", async () => {
    const { client, requests } = account(stored);
    await client.delete(await client.ensure([{ ...desired, httpAuthorization: "Bearer x-1" }]));
    expect(await bodyOf(requests)).toEqual([key]);
  });

  it("what it is to store, of which it sends the keys", async () => {
    const { client, requests } = account();
    const configurations: WebhookConfiguration[] = [{ ...desired, httpAuthorization: "Bearer x-1" }];
    await client.delete(configurations);
    expect(await bodyOf(requests)).toEqual([key]);
  });

  it.each([
    ["a field that isn't a webhook's", { ...stored, typ: "CABM" }, [1, "typ"]],
    ["a wrong type", { subAccountId: "Support_Desk", type: "SMS" }, [1, "type"]],
    ["no sub-account", { type: "MSG", url: stored.url }, [1, "subAccountId"]],
    ["null", null, [1]],
  ])("no webhook with %s", async (_name, webhook, path) => {
    const { client, requests } = account();
    const error = await rejection(client.delete([stored, webhook as never]));
    expect(error).toMatchObject({ name: "InvalidRequestError", issues: [{ path }] });
    expect(requests).toHaveLength(0);
  });
});

describe("health accepts", () => {
  it("what it returned, with the same result", async () => {
    const { client } = account(stored, { ...both, enabled: false });
    const health = await client.health();
    expect(await client.health(health)).toEqual(health);
    expect(health.map(({ state }) => state)).toEqual(["enabled", "disabled", "disabled"]);
  });

  it("listed webhooks", async () => {
    const { client } = account(stored, both);
    expect(await client.health(await client.list().toArray())).toEqual(await client.health());
  });

  it("results of ensure, and the webhooks in them", async () => {
    const { client } = account(stored);
    const results = await client.ensure([{ ...desired, httpAuthorization: "Bearer x-1" }]);
    const expected = [{ ...key, state: "enabled", webhook: stored }];
    expect(await client.health(results)).toEqual(expected);
    for (const { before, after } of results) {
      if (!before || !after) throw new Error("Both are expected");
      expect(await client.health([before])).toEqual(expected);
      expect(await client.health([after])).toEqual(expected);
    }
  });

  it("no field that isn't a webhook's", async () => {
    const { client, requests } = account(stored);
    const error = await rejection(client.health([{ subAccountId: "*", typ: "MSG" } as never]));
    expect(error).toMatchObject({ name: "InvalidRequestError", issues: [{ path: [0, "typ"] }] });
    expect(requests).toHaveLength(0);
  });
});
