import { describe, expect, it } from "vitest";
import { createWebexWebhooks, type Webhook } from "../../src/webex/index.js";
import { json, toFetch } from "../helpers.js";

const desired = {
  name: "Rooms",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
} as const;
const stored: Webhook = {
  ...desired,
  id: "Zm9v",
  secret: "s3cret",
  status: "active",
  created: "2026-01-02T03:04:05.678Z",
  appId: "app-1",
};

/** A client of an account with webhooks, and the queries that it sends. */
function account(...webhooks: Webhook[]) {
  const queries: string[] = [];
  const fetch = async ({ url }: Request): Promise<Response> => {
    const { pathname, search } = new URL(url);
    if (!pathname.endsWith("/webhooks")) return json(webhooks[0]);
    queries.push(search);
    return json({ items: webhooks.filter(({ ownedBy }) => (ownedBy === "org") === search.includes("org")) });
  };
  return { webex: createWebexWebhooks({ auth: "token", fetch: toFetch(fetch) }), queries };
}

describe("health accepts", () => {
  it("what it returned, with the same result", async () => {
    const { webex } = account(stored, { ...stored, id: "b", name: "Lobby", status: "inactive" });
    const health = await webex.health();
    expect(await webex.health(health)).toEqual(health);
    expect(health.map(({ name, state }) => [name, state])).toEqual([
      ["Rooms", "active"],
      ["Lobby", "inactive"],
    ]);
  });

  it("what it returned for an organization's webhook and an app", async () => {
    const { webex, queries } = account(
      { ...stored, ownedBy: "org" },
      { ...stored, id: "b", ownedBy: "org", appId: "app-2" },
    );
    const health = await webex.health([{ name: "Rooms", ownedBy: "org", appId: "app-2" }]);
    expect(health).toMatchObject([{ ownedBy: "org", appId: "app-2", state: "active", webhooks: [{ id: "b" }] }]);
    expect(await webex.health(health)).toEqual(health);
    expect(queries).toEqual(["?ownedBy=org", "?ownedBy=org"]);
  });

  it("listed webhooks and the webhook with an id", async () => {
    const { webex } = account({ ...stored, ownedBy: "creator" });
    const expected = [{ name: "Rooms", ownedBy: "creator", state: "active", webhooks: [{ id: "Zm9v" }] }];
    expect(await webex.health(await webex.list().toArray())).toMatchObject(expected);
    expect(await webex.health([await webex.get("Zm9v")])).toMatchObject(expected);
  });

  it("the webhooks of ensure's and reactivate's results", async () => {
    const { webex } = account(stored);
    const { before, after } = await webex.ensure(desired);
    const { webhook } = await webex.reactivate("Zm9v");
    if (!before) throw new Error("A webhook is expected");
    for (const each of [before, after, webhook, desired]) {
      expect(await webex.health([each])).toMatchObject([{ name: "Rooms", state: "active" }]);
    }
  });
});

describe("other methods accept", () => {
  it("the ids of listed webhooks", async () => {
    const { webex } = account(stored);
    for await (const { id } of webex.list()) expect(await webex.get(id)).toEqual(stored);
  });

  it("what get returned, but for its status", async () => {
    const { webex } = account(stored);
    const { status: _status, ...rest } = await webex.get("Zm9v");
    expect(await webex.update("Zm9v", { ...rest, name: "Lobby" })).toEqual(stored);
  });
});
