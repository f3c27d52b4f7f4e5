import { describe, expect, it } from "vitest";
import { createWebexWebhooks, type Webhook } from "../../src/webex/index.js";
import { json, rejection, toFetch } from "../helpers.js";

const webhook: Webhook = {
  id: "a",
  name: "Rooms",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
  status: "active",
  secret: "s3cret",
  created: "2026-03-01T12:00:00.000Z",
};
const { secret: _secret, ...view } = webhook;

/** A client of an account whose lists have two pages, each of them a webhook long where there are more than one. */
function account(creators: readonly Webhook[], organizations: readonly Webhook[] = []) {
  const urls: string[] = [];
  const fetch = async ({ url, method }: Request): Promise<Response> => {
    const { search, searchParams } = new URL(url);
    urls.push(`${method} ${search}`);
    const owned = searchParams.get("ownedBy") === "org" ? organizations : creators;
    if (searchParams.has("cursor")) return json({ items: owned.slice(1) });
    const next = new URLSearchParams([...searchParams, ["cursor", "1"]]);
    const link = `<https://webexapis.com/v1/webhooks?${next}>; rel="next"`;
    return json({ items: owned.slice(0, 1) }, owned.length > 1 ? { headers: { Link: link } } : {});
  };
  return { client: createWebexWebhooks({ auth: "token", fetch: toFetch(fetch), retries: 0 }), urls };
}

describe("health of named webhooks", () => {
  it.each([
    ["active", [webhook]],
    ["inactive", [{ ...webhook, status: "inactive" }]],
    ["inactive", [{ ...webhook, status: "asleep" }]],
    ["missing", []],
    ["missing", [{ ...webhook, name: "Others" }]],
    ["missing", [{ ...webhook, ownedBy: "org" }]],
    ["duplicate", [webhook, { ...webhook, id: "b", status: "inactive" }]],
  ])("is %s", async (state, webhooks) => {
    const { client } = account(webhooks);
    expect(await client.health([{ name: "Rooms" }])).toMatchObject([{ name: "Rooms", ownedBy: "creator", state }]);
  });

  it("has what there is, the oldest first, without secrets", async () => {
    const young = { ...webhook, id: "0", created: "2026-03-02T12:00:00.000Z" };
    const { client } = account([young, { ...webhook, id: "b" }, webhook]);
    const [health] = await client.health([{ name: "Rooms" }]);
    expect(health?.webhooks).toEqual([view, { ...view, id: "b" }, { ...view, id: "0", created: young.created }]);
  });

  it("is in the order of the names, one entry each", async () => {
    const { client, urls } = account([webhook, { ...webhook, id: "b", name: "Messages", status: "inactive" }]);
    const health = await client.health([
      { name: "Messages" },
      { name: "None" },
      { name: "Rooms" },
      { name: "Messages" },
    ]);
    expect(health.map(({ name, state }) => [name, state])).toEqual([
      ["Messages", "inactive"],
      ["None", "missing"],
      ["Rooms", "active"],
      ["Messages", "inactive"],
    ]);
    expect(urls).toEqual(["GET ", "GET ?cursor=1"]);
  });

  it("keeps the creator's and the organization's apart", async () => {
    const { client, urls } = account([webhook], [{ ...webhook, id: "o", ownedBy: "org", status: "inactive" }]);
    const health = await client.health([{ name: "Rooms", ownedBy: "org" }, { name: "Rooms" }]);
    expect(health).toMatchObject([
      { ownedBy: "org", state: "inactive", webhooks: [{ id: "o" }] },
      { ownedBy: "creator", state: "active", webhooks: [{ id: "a" }] },
    ]);
    expect(urls).toEqual(["GET ?ownedBy=org", "GET "]);
  });

  it("requests only the lists that it needs", async () => {
    const { client, urls } = account([], [{ ...webhook, ownedBy: "org" }]);
    expect(await client.health([{ name: "Rooms", ownedBy: "org" }])).toMatchObject([{ state: "active" }]);
    expect(urls).toEqual(["GET ?ownedBy=org"]);
  });

  it("counts a webhook once that both lists have", async () => {
    const shared = { ...webhook, ownedBy: "org" };
    const { client } = account([webhook, { ...shared, id: "o" }], [{ ...shared, id: "o" }]);
    expect(await client.health([{ name: "Rooms" }, { name: "Rooms", ownedBy: "org" }])).toMatchObject([
      { state: "active" },
      { state: "active" },
    ]);
  });

  it("leaves other apps' webhooks out where the app is named", async () => {
    const { client } = account([
      { ...webhook, appId: "app-1" },
      { ...webhook, id: "b", appId: "app-2" },
    ]);
    expect(await client.health([{ name: "Rooms", appId: "app-2" }, { name: "Rooms" }])).toMatchObject([
      { state: "active", webhooks: [{ id: "b" }] },
      { state: "duplicate" },
    ]);
  });

  it("is empty for no names", async () => {
    expect(await account([webhook]).client.health([])).toEqual([]);
  });
});

describe("health without names", () => {
  it("has all webhooks of the creator, one entry a name", async () => {
    const { client, urls } = account([
      webhook,
      { ...webhook, id: "b", name: "Messages", ownedBy: "creator" },
      { ...webhook, id: "c", status: "inactive" },
      { ...webhook, id: "o", name: "Org", ownedBy: "org" },
    ]);
    const health = await client.health();
    expect(health.map(({ name, ownedBy, state }) => [name, ownedBy, state])).toEqual([
      ["Rooms", "creator", "duplicate"],
      ["Messages", "creator", "active"],
    ]);
    expect(JSON.stringify(health)).not.toContain("s3cret");
    expect(urls).toEqual(["GET ", "GET ?cursor=1"]);
  });

  it("is empty where there is nothing", async () => {
    expect(await account([]).client.health()).toEqual([]);
  });
});

describe("health of what is wrong", () => {
  it.each([
    ["a name alone", "Rooms", []],
    ["null", null, []],
    ["no name", [{ name: "Rooms" }, {}], [1, "name"]],
    ["a name that isn't a string", [{ name: 5 }], [0, "name"]],
    ["null for a key", [null], [0, "name"]],
    ["an unknown owner", [{ name: "Rooms", ownedBy: "me" }], [0, "ownedBy"]],
    ["an app that isn't a string", [{ name: "Rooms", appId: 5 }], [0, "appId"]],
  ])("sends nothing, and names the field: %s", async (_words, identities, path) => {
    const { client, urls } = account([webhook]);
    const error = await rejection(client.health(identities as never));
    expect(error).toMatchObject({ name: "InvalidRequestError", operationId: "listWebhooks", issues: [{ path }] });
    expect(urls).toEqual([]);
  });
});
