import { describe, expect, it } from "vitest";
import { createWebexWebhooks, type Webhook } from "../../src/webex/index.js";
import { fakeClock } from "../fake-clock.js";
import { json, rejection, toFetch } from "../helpers.js";

const stored: Webhook = {
  id: "old",
  name: "Rooms",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
  filter: "type=group&isLocked=true",
  status: "active",
  secret: "stored-secret",
  ownedBy: "creator",
  appId: "app-1",
  created: "2026-03-01T12:00:00.000Z",
};
const desired = {
  name: "Rooms",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
  filter: "type=group&isLocked=true",
  secret: "desired-secret",
} as const;
/** The same with the desired secret. */
const settled: Webhook = { ...stored, secret: desired.secret };
const today = "2026-03-02T12:00:00.000Z";
const { secret: _secret, ...open } = desired;
const { secret: _stored, ...view } = stored;

type Fault = (request: string, webhooks: Map<string, Webhook>) => Response | undefined;

/** An account with webhooks, two a page, and a client of it. A fault can respond in the API's place. */
function account(webhooks: readonly Webhook[], fault: Fault = () => undefined) {
  const now = new Map(webhooks.map((webhook) => [webhook.id, webhook]));
  const log: string[] = [];
  const bodies: unknown[] = [];
  const clock = fakeClock(Date.parse(today));
  const fetch = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    const id = pathname.split("/")[3];
    const from = Number(searchParams.get("cursor") ?? 0);
    const owner = searchParams.get("ownedBy");
    const words = [request.method, id ?? owner].filter(Boolean).join(" ");
    if (from === 0) log.push(words);
    const body = request.body ? ((await request.json()) as Partial<Webhook>) : undefined;
    if (body) bodies.push(body);
    const failure = fault(words, now);
    if (failure) return failure;
    if (id === undefined && body) {
      const created = { ...body, id: `new-${log.length}`, status: "active", created: today } as Webhook;
      now.set(created.id, created);
      return json(created);
    }
    if (id === undefined) {
      const items = [...now.values()].filter(({ ownedBy = "creator" }) => ownedBy === (owner ?? "creator"));
      const next = new URLSearchParams({ ...(owner && { ownedBy: owner }), cursor: `${from + 2}` });
      const link = `<https://webexapis.com/v1/webhooks?${next}>; rel="next"`;
      return json({ items: items.slice(from, from + 2) }, items.length > from + 2 ? { headers: { Link: link } } : {});
    }
    const found = now.get(id);
    if (!found) return json({ message: "No such webhook" }, { status: 404 });
    if (request.method === "DELETE") {
      now.delete(id);
      return new Response(null, { status: 204 });
    }
    now.set(id, { ...found, ...body });
    return json(now.get(id));
  };
  const client = createWebexWebhooks({ auth: "token", fetch: toFetch(fetch), random: () => 0.5, ...clock.options });
  return { client, log, bodies, clock, ids: () => [...now.keys()], stored: now };
}

describe("ensure of what is wrong", () => {
  it.each([
    ["name", { name: "" }],
    ["event", { event: "ended" }],
    ["targetUrl", { targetUrl: "http://hooks.example.com/rooms" }],
    ["targetUrl", { targetUrl: "https://10.0.0.1/rooms" }],
  ])("sends nothing, and names the field %s", async (field, change) => {
    const { client, log } = account([]);
    const error = await rejection(client.ensure({ ...desired, ...change } as never));
    expect(error).toMatchObject({ name: "InvalidRequestError", issues: [{ path: [field] }] });
    expect(log).toEqual([]);
  });

  it("accepts an undocumented pair where that is asked for", async () => {
    const { client, log } = account([]);
    await client.ensure({ ...desired, event: "ended" }, { undocumented: true });
    expect(log).toEqual(["GET", "POST"]);
  });
});

describe("ensure of a webhook that is not there", () => {
  it("creates it", async () => {
    const { client, log, bodies, stored: now } = account([]);
    const result = await client.ensure(desired);
    expect(log).toEqual(["GET", "POST"]);
    expect(bodies).toEqual([desired]);
    const { secret: _, ...after } = now.get("new-2") as Webhook;
    expect(result).toEqual({
      action: "created",
      changes: [],
      secret: "written",
      before: undefined,
      after,
      removed: [],
    });
  });

  it("creates it for the organization, whatever the creator has", async () => {
    const { client, log, ids } = account([stored]);
    expect(await client.ensure({ ...desired, ownedBy: "org" })).toMatchObject({ action: "created" });
    expect(log).toEqual(["GET org", "POST"]);
    expect(ids()).toEqual(["old", "new-2"]);
  });
});

describe("ensure of a webhook in the desired state", () => {
  it("only lists, and reports that the shown secret is the desired one", async () => {
    const { client, log } = account([settled]);
    const result = await client.ensure(desired);
    const same = { changes: [], before: view, after: view, removed: [] };
    expect(result).toEqual({ action: "unchanged", secret: "unchanged", ...same });
    expect(await client.ensure(open)).toMatchObject({ action: "unchanged", secret: "notGiven" });
    expect(log).toEqual(["GET", "GET"]);
  });

  it.each([
    ["the order and the repetition of the parts of the filter", { filter: "isLocked=true&type=group&isLocked=true" }],
    ["how the filter is encoded", { filter: "isLocked=tru%65&type=%67roup" }],
    ["spaces around the name", { name: " Rooms\n" }],
    ["a default port and the case of the host", { targetUrl: "https://HOOKS.example.com:443/rooms" }],
    ["needless percent-encoding", { targetUrl: "https://hooks.example.com/%72ooms" }],
  ])("does not mind %s", async (_words, change) => {
    const { client, log } = account([settled]);
    expect(await client.ensure({ ...desired, ...change })).toMatchObject({ action: "unchanged", after: view });
    expect(log).toEqual(["GET"]);
  });

  it.each([
    ["updated", ["secret"], "another one is shown", stored],
    ["unchanged", [], "the stored one is hidden", view],
    ["unchanged", [], "the stored one is masked", { ...stored, secret: "***" }],
  ])("writes the secret, and reports %s with changes %j, where %s", async (action, changes, _words, before) => {
    const { client, log, bodies } = account([before]);
    const result = await client.ensure(desired);
    expect(result).toMatchObject({ action, changes, secret: "written", before: view, after: view });
    expect(log).toEqual(["GET", "PUT old"]);
    expect(bodies).toEqual([{ name: "Rooms", targetUrl: desired.targetUrl, secret: "desired-secret" }]);
  });

  it.each([stored, view])("leaves the secret as it is where that is asked for", async (before) => {
    const { client, log } = account([before]);
    const result = await client.ensure(desired, { secrets: "keep" });
    expect(result).toMatchObject({ action: "unchanged", changes: [], secret: "notCompared" });
    expect(log).toEqual(["GET"]);
  });

  it("leaves the secret as it is where none is given", async () => {
    const { client, log } = account([stored]);
    expect(await client.ensure(open)).toMatchObject({ action: "unchanged", secret: "notGiven" });
    expect(log).toEqual(["GET"]);
  });
});

describe("ensure of a webhook that differs", () => {
  it.each([
    ["another target", { targetUrl: "https://hooks.example.com/before" }, {}, ["targetUrl"]],
    ["Webex has disabled it", { status: "inactive" }, { status: "active" }, ["status"]],
    ["an unknown status", { status: "asleep" }, { status: "active" }, ["status"]],
  ] as const)("updates it after %s, with the secret", async (_words, change, more, changes) => {
    const { client, log, bodies } = account([{ ...stored, ...change }]);
    const result = await client.ensure(desired);
    expect(log).toEqual(["GET", "PUT old"]);
    expect(bodies).toEqual([{ name: "Rooms", targetUrl: desired.targetUrl, secret: "desired-secret", ...more }]);
    const done = { changes: [...changes, "secret"], before: { ...view, ...change }, after: view };
    expect(result).toEqual({ action: "updated", secret: "written", removed: [], ...done });
  });

  it("updates it without a secret where none is given", async () => {
    const { client, bodies } = account([{ ...stored, status: "inactive" }]);
    expect(await client.ensure(open)).toMatchObject({ changes: ["status"], secret: "notGiven" });
    expect(bodies).toEqual([{ name: "Rooms", targetUrl: desired.targetUrl, status: "active" }]);
  });

  it.each([
    ["event", { event: "updated" }],
    ["resource", { resource: "memberships" }],
    ["filter", { filter: "type=direct" }],
  ])("replaces it where the %s differs: creates, then deletes", async (field, change) => {
    const { client, log, bodies, ids } = account([{ ...stored, ...change }]);
    const result = await client.ensure(desired);
    expect(log).toEqual(["GET", "POST", "DELETE old"]);
    expect(bodies).toEqual([desired]);
    expect(ids()).toEqual(["new-2"]);
    const done = { changes: [field, "secret"], before: { ...view, ...change }, after: { id: "new-2" } };
    expect(result).toMatchObject({ action: "replaced", secret: "written", ...done, removed: [done.before] });
  });

  it("keeps the old one where the new one can't be created", async () => {
    const refuse: Fault = (request) => (request === "POST" ? new Response(null, { status: 403 }) : undefined);
    const { client, ids } = account([{ ...stored, event: "updated" }], refuse);
    expect(await rejection(client.ensure(desired))).toMatchObject({ name: "HttpError", status: 403 });
    expect(ids()).toEqual(["old"]);
  });
});

describe("ensure of a webhook that is there more than once", () => {
  const twin = (id: string, change: Partial<Webhook>) => ({ ...settled, id, ...change });

  it.each([
    ["the oldest", [twin("a", {}), twin("b", { created: "2026-03-01T11:59:59.999Z" }), twin("c", {})], "b"],
    ["the smallest id of one age", [twin("c", {}), twin("a", {}), twin("b", {})], "a"],
    ["what needs no replacement", [twin("a", { event: "updated" }), twin("b", {}), twin("c", {})], "b"],
  ])("keeps %s and deletes the rest", async (_words, webhooks, kept) => {
    const { client, log, ids } = account(webhooks);
    const result = await client.ensure(desired);
    expect(result).toMatchObject({ action: "unchanged", before: { id: kept }, after: { id: kept } });
    expect(ids()).toEqual([kept]);
    const removed = result.removed.map(({ id }) => id);
    expect(removed.toSorted()).toEqual(["a", "b", "c"].filter((id) => id !== kept));
    expect(log).toEqual(["GET", ...removed.map((id) => `DELETE ${id}`)]);
  });

  it("replaces all of them by one", async () => {
    const { client, ids } = account([twin("a", { event: "updated" }), twin("b", { filter: "type=direct" })]);
    expect(await client.ensure(desired)).toMatchObject({ action: "replaced", before: { id: "a" } });
    expect(ids()).toEqual(["new-2"]);
  });

  it("leaves others alone: other names, owners and apps", async () => {
    const others = [
      twin("name", { name: "Rooms 2", event: "updated" }),
      twin("owner", { ownedBy: "org", event: "updated" }),
      twin("app", { appId: "app-2", event: "updated", created: "2026-01-01T00:00:00Z" }),
    ];
    const { client, log, stored: now } = account([...others, twin("a", { event: "updated" }), settled]);
    expect(await client.ensure(desired, { appId: "app-1" })).toMatchObject({
      action: "unchanged",
      removed: [{ id: "a" }],
    });
    expect(log).toEqual(["GET", "DELETE a"]);
    expect([...now.values()]).toEqual([...others, settled]);
  });

  it("shows no secret", async () => {
    const { client } = account([twin("a", { targetUrl: "https://hooks.example.com/before" }), twin("b", {})]);
    const result = await client.ensure(desired);
    expect(result.removed).toHaveLength(1);
    expect(JSON.stringify(result)).not.toMatch(/stored-secret|desired-secret/);
  });
});

describe("ensure as a dry run", () => {
  it.each([
    ["created", []],
    ["updated", [{ ...stored, status: "inactive" }]],
    ["replaced", [{ ...stored, event: "updated" }]],
    ["unchanged", [settled, { ...settled, id: "twin" }]],
  ] as const)("only lists, and tells what would be %s", async (action, webhooks) => {
    const { client, log } = account(webhooks);
    const plan = await client.ensure(desired, { dryRun: true });
    expect(log).toEqual(["GET"]);
    const { after, ...done } = await client.ensure(desired);
    expect(plan).toEqual({ ...done, after: expect.objectContaining({ ...open, status: "active" }) });
    expect(after).toMatchObject(plan.after);
    expect(plan.action).toBe(action);
    expect(JSON.stringify(plan)).not.toMatch(/stored-secret|desired-secret/);
  });
});

describe("ensure beside others that do the same", () => {
  const gone = (status: number, method: string, times = Number.POSITIVE_INFINITY): Fault => {
    let left = times;
    return (request) => (request.startsWith(method) && left-- > 0 ? new Response(null, { status }) : undefined);
  };

  it.each([404, 410])("creates the webhook that vanishes before its update (%i)", async (status) => {
    const vanish: Fault = (request, webhooks) =>
      request === "PUT old" && webhooks.delete("old") ? new Response(null, { status }) : undefined;
    const { client, log } = account([{ ...stored, status: "inactive" }], vanish);
    expect(await client.ensure(desired)).toMatchObject({ action: "created", changes: [], before: undefined });
    expect(log).toEqual(["GET", "PUT old", "GET", "POST"]);
  });

  it.each([404, 410])("accepts that others have deleted it already (%i)", async (status) => {
    const { client, log } = account(
      [settled, { ...settled, id: "twin" }, { ...settled, id: "twin 2" }],
      gone(status, "DELETE"),
    );
    expect(await client.ensure(desired)).toMatchObject({ action: "unchanged" });
    expect(log).toEqual(["GET", "DELETE twin", "DELETE twin%202"]);
  });

  it("fails when the webhook vanishes time and again", async () => {
    const { client, log } = account([{ ...stored, status: "inactive" }], gone(404, "PUT"));
    expect(await rejection(client.ensure(desired))).toMatchObject({ name: "HttpError", status: 404 });
    expect(log.filter((request) => request === "PUT old")).toHaveLength(3);
  });

  it("fails where a deletion is rejected", async () => {
    const { client } = account([stored, { ...stored, id: "twin" }], gone(403, "DELETE"));
    expect(await rejection(client.ensure(desired))).toMatchObject({ name: "HttpError", operationId: "deleteWebhook" });
  });

  it("does not take the webhook of another app for what it has created", async () => {
    const other = { ...stored, id: "other", appId: "app-2", secret: "desired-secret", created: today };
    const { client, clock, log } = account([other], gone(500, "POST", 1));
    const { after } = await clock.settle(client.ensure(desired, { appId: "app-1" }));
    expect(log).toEqual(["GET", "POST", "GET", "POST"]);
    expect(after.id).toBe("new-4");
  });
});
