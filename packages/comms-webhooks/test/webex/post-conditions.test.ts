import { describe, expect, it } from "vitest";
import type { PostConditionError } from "../../src/index.js";
import {
  type CreateWebhookRequest,
  createWebexWebhooks,
  type EnsureOptions,
  type Webhook,
} from "../../src/webex/index.js";
import { fakeClock } from "../fake-clock.js";
import { json, rejection, toFetch } from "../helpers.js";

const desired = {
  name: "Rooms of the lobby",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
  filter: "type=group",
  secret: "desired-s3cret",
} as const;
const stored: Webhook = { ...desired, id: "old", status: "active", created: "2026-03-01T12:00:00.000Z" };

/** A server that makes something else of what it is told to store. */
function server(normalize: (webhook: Webhook) => Partial<Webhook>, ...before: Partial<Webhook>[]) {
  const webhooks = new Map(before.map((change) => [change.id ?? "old", { ...stored, ...change }]));
  const log: string[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    const id = pathname.split("/")[3] ?? `new-${log.length}`;
    log.push(`${request.method}${pathname.split("/")[3] ? ` ${id}` : ""}`);
    if (request.method === "GET") {
      const owner = searchParams.get("ownedBy") ?? "creator";
      return json({ items: [...webhooks.values()].filter(({ ownedBy = "creator" }) => ownedBy === owner) });
    }
    if (request.method === "DELETE") return new Response(null, { status: webhooks.delete(id) ? 204 : 404 });
    const known = webhooks.get(id) ?? { id, status: "active", created: stored.created };
    const changed = { ...known, ...((await request.json()) as Webhook) } as Webhook;
    webhooks.set(id, { ...changed, ...normalize(changed) });
    return json(webhooks.get(id));
  };
  const client = createWebexWebhooks({ auth: "token", fetch: toFetch(fetch), retries: 0 });
  const fail = async (change: Partial<CreateWebhookRequest> = {}, options: EnsureOptions = {}) =>
    (await rejection(client.ensure({ ...desired, ...change } as CreateWebhookRequest, options))) as PostConditionError;
  return { client, fail, log, ids: () => [...webhooks.keys()], webhooks };
}

const shorten = ({ name }: Webhook) => ({ name: name.slice(0, 8) });

describe("ensure with a server that shortens names", () => {
  it("fails with the id and both names, and creates the webhook once, however often it is called", async () => {
    const { fail, log, ids } = server(shorten);
    const error = await fail();
    expect(error).toMatchObject({ name: "PostConditionError", outcome: "created", operationId: "createWebhook" });
    const difference = { webhook: { id: "new-1" }, field: "name", expected: "Rooms of the lobby", stored: "Rooms of" };
    expect(error.differences).toEqual([difference]);
    expect(error.message).toBe(
      'POST https://webexapis.com/v1/webhooks succeeded, but name of the webhook new-1 is "Rooms of", not "Rooms of the lobby". It was created, and it still exists. Write these fields as the server stores them, or correct the server\'s copy.',
    );
    for (let again = 0; again < 3; again += 1) {
      expect(await fail()).toMatchObject({ outcome: "updated", differences: [difference] });
    }
    expect(log.filter((request) => request === "POST")).toHaveLength(1);
    expect(ids()).toEqual(["new-1"]);
  });

  it("deletes what it created where another webhook has the stored name", async () => {
    const { fail, ids, log } = server(shorten, { name: "Rooms of", targetUrl: "https://hooks.example.com/before" });
    const error = await fail();
    expect(error).toMatchObject({ outcome: "removed", differences: [{ field: "name" }] });
    expect(error.hint).toBe("Another webhook has the stored name already. Choose a shorter name.");
    expect(log).toEqual(["GET", "POST", "DELETE new-1"]);
    expect(ids()).toEqual(["old"]);
  });

  it("renames the webhook whose name is the beginning of the desired one, where all else is the same", async () => {
    const { client, log, webhooks } = server(() => ({}), { name: "Rooms" });
    expect(await client.ensure(desired)).toMatchObject({ action: "updated", changes: ["name"], after: { id: "old" } });
    expect(log).toEqual(["GET", "PUT old"]);
    expect(webhooks.get("old")?.name).toBe(desired.name);
  });

  it.each([
    { event: "updated" },
    { filter: "type=direct" },
    { targetUrl: "https://hooks.example.com/b" },
    { name: "Doors" },
  ])("leaves a webhook alone that has such a name, but differs: %j", async (change) => {
    const { client, ids } = server(() => ({}), { name: "Rooms", ...change });
    expect(await client.ensure(desired)).toMatchObject({ action: "created", removed: [] });
    expect(ids()).toEqual(["old", "new-1"]);
  });
});

describe("ensure with a server that changes what no update can change", () => {
  it.each<[string, Partial<Webhook>, Partial<CreateWebhookRequest>, EnsureOptions]>([
    ["filter", { filter: "type=direct" }, {}, {}],
    ["event", { event: "all" }, {}, {}],
    ["ownedBy", { ownedBy: "creator" }, { ownedBy: "org" }, {}],
    ["ownedBy", { ownedBy: "org" }, {}, {}],
    ["appId", { appId: "app-1" }, {}, { appId: "app-2" }],
  ])("deletes what it created, and names %s: %j", async (field, change, request, options) => {
    const { fail, ids, log } = server(() => change);
    const error = await fail(request, options);
    expect(error).toMatchObject({ outcome: "removed", differences: [{ webhook: { id: "new-1" }, field }] });
    expect(error.hint).toBe("With these fields, another call would create another webhook.");
    expect(log.slice(1)).toEqual(["POST", "DELETE new-1"]);
    expect(ids()).toEqual([]);
  });

  it("keeps the webhook that it was to replace", async () => {
    const { fail, ids } = server(() => ({ filter: "type=direct" }), { event: "updated" });
    expect(await fail()).toMatchObject({ outcome: "removed", differences: [{ field: "filter" }] });
    expect(ids()).toEqual(["old"]);
  });

  it("looks for an organization's webhook in its list where the response has no owner", async () => {
    const { fail, log, ids } = server(({ ownedBy: _, ...rest }) => ({ ...rest, ownedBy: undefined }) as never);
    expect(await fail({ ownedBy: "org" })).toMatchObject({ outcome: "removed", differences: [{ field: "ownedBy" }] });
    expect(log).toEqual(["GET", "POST", "GET", "DELETE new-1"]);
    expect(ids()).toEqual([]);
  });
});

describe("ensure with a server that changes what updates can change", () => {
  it.each<[string, Partial<Webhook>]>([
    ["targetUrl", { targetUrl: "https://hooks.example.com/rooms/" }],
    ["status", { status: "inactive" }],
    ["secret", { secret: "another-s3cret" }],
  ])("fails and names %s, after each update, and leaves one webhook", async (field, change) => {
    const { fail, log, ids } = server(() => change, { id: "old", status: "inactive" }, { id: "twin" });
    for (let again = 0; again < 2; again += 1) {
      const error = await fail();
      expect(error).toMatchObject({ outcome: "updated", method: "PUT" });
      expect(error.differences.map((difference) => difference.field)).toEqual([field]);
      expect(`${error.message}${JSON.stringify(error)}`).not.toContain("s3cret");
    }
    expect(log.slice(0, 3)).toEqual(["GET", "PUT old", "DELETE twin"]);
    expect(ids()).toEqual(["old"]);
  });

  it("reports a created webhook, which the next call updates", async () => {
    const { client, fail, ids } = server(({ id }) => (id === "new-1" ? { status: "inactive" } : {}));
    expect(await fail()).toMatchObject({ outcome: "created", differences: [{ field: "status" }] });
    expect((await client.health([desired]))[0]?.state).toBe("inactive");
    expect(ids()).toEqual(["new-1"]);
  });
});

describe("create with a server that normalizes", () => {
  it.each<[string, Partial<Webhook>]>([
    ["the name", { name: "Rooms of" }],
    ["the URL", { targetUrl: "https://HOOKS.example.com:443/rooms/" }],
    ["the filter", { filter: "%74ype=group" }],
    ["the secret", { secret: "******" }],
  ])("finds what a lost response was about, although it changed %s", async (_words, change) => {
    const clock = fakeClock(Date.parse("2026-03-01T12:00:00.000Z"));
    const webhooks: Webhook[] = [];
    const log: string[] = [];
    const fetch = async (request: Request): Promise<Response> => {
      log.push(request.method);
      if (request.method === "GET") return json({ items: webhooks });
      webhooks.push({
        ...stored,
        ...((await request.json()) as Webhook),
        ...change,
        created: new Date(clock.now()).toISOString(),
      });
      throw new TypeError("fetch failed");
    };
    const client = createWebexWebhooks({ auth: "token", fetch: toFetch(fetch), ...clock.options });
    expect(await clock.settle(client.create(desired))).toMatchObject({ id: "old", ...change });
    expect(log).toEqual(["POST", "GET"]);
  });
});
