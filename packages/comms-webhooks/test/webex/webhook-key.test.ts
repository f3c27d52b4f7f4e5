import { describe, expect, it } from "vitest";
import type { Webhook } from "../../src/webex/index.js";
import { byAge, findCreated, hasKey, immutableChanges } from "../../src/webex/webhook-key.js";

const webhook: Webhook = {
  id: "b",
  name: "Rooms",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
  status: "active",
  created: "2026-03-01T12:00:00.000Z",
};
const request = {
  name: "Rooms",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
} as const;

describe("hasKey", () => {
  it.each([
    ["the name", {}, { name: "Rooms" }],
    ["the name in the creator's own words", { ownedBy: "creator" }, { name: "Rooms" }],
    ["the name and the organization", { ownedBy: "org" }, { name: "Rooms", ownedBy: "org" }],
    ["the name and the app", { appId: "app-1" }, { name: "Rooms", appId: "app-1" }],
    ["the name, where the webhook has no app", {}, { name: "Rooms", appId: "app-1" }],
    ["the name, where no app is asked for", { appId: "app-2" }, { name: "Rooms" }],
  ] as const)("knows a webhook by %s", (_words, change, identity) => {
    expect(hasKey({ ...webhook, ...change }, identity)).toBe(true);
  });

  it.each([
    ["a longer name", { name: "Rooms 2" }, { name: "Rooms" }],
    ["a name in other letters", { name: "rooms" }, { name: "Rooms" }],
    ["the organization's", { ownedBy: "org" }, { name: "Rooms" }],
    ["the creator's, where the organization's is meant", { ownedBy: "creator" }, { name: "Rooms", ownedBy: "org" }],
    ["that of an owner of another kind", { ownedBy: "site" }, { name: "Rooms" }],
    ["that of another app", { appId: "app-2" }, { name: "Rooms", appId: "app-1" }],
  ] as const)("tells apart %s", (_words, change, identity) => {
    expect(hasKey({ ...webhook, ...change }, identity)).toBe(false);
  });
});

describe("immutableChanges", () => {
  it("names resource, event and filter where they differ", () => {
    const desired = { ...request, resource: "messages", event: "all", filter: "roomType=group" } as const;
    expect(immutableChanges(webhook, desired)).toEqual(["resource", "event", "filter"]);
    expect(immutableChanges(webhook, request)).toEqual([]);
  });

  it.each([
    ["a=1&b=2", "b=2&a=1"],
    ["a=1&b=2", "a=1&b=2&a=1"],
    ["a=1", "a=1&"],
    [undefined, ""],
  ])("treats the filters %j and %j as one", (stored, desired) => {
    const one = { ...webhook, ...(stored !== undefined && { filter: stored }) };
    expect(immutableChanges(one, { ...request, ...(desired !== undefined && { filter: desired }) })).toEqual([]);
  });

  it.each([
    ["a=1&b=2", "a=1"],
    ["a=1", "a=2"],
    ["a=1", "A=1"],
    ["a=1", undefined],
    [undefined, "a=1"],
    ["a=1,2", "a=2,1"],
  ])("treats the filters %j and %j as two", (stored, desired) => {
    const one = { ...webhook, ...(stored !== undefined && { filter: stored }) };
    expect(immutableChanges(one, { ...request, ...(desired !== undefined && { filter: desired }) })).toEqual([
      "filter",
    ]);
  });
});

describe("byAge", () => {
  it("puts the oldest first, and the smallest id among those of one age", () => {
    const webhooks = [
      { ...webhook, id: "a", created: "2026-03-01T12:00:00.002Z" },
      { ...webhook, id: "z", created: "2026-03-01T12:00:00.001Z" },
      { ...webhook, id: "d", created: "2026-03-01T12:00:00.002Z" },
      { ...webhook, id: "c", created: "2026-03-01T12:00:00.002Z" },
    ];
    for (const order of [webhooks, webhooks.toReversed()]) {
      expect([...order].sort(byAge).map(({ id }) => id)).toEqual(["z", "a", "c", "d"]);
    }
  });

  it("compares times, not their texts", () => {
    const early = { ...webhook, id: "early", created: "2026-03-01T13:30:00+02:00" };
    expect([webhook, early].sort(byAge).map(({ id }) => id)).toEqual(["early", "b"]);
  });
});

describe("findCreated", () => {
  const minute = 60_000;
  const since = Date.parse(webhook.created ?? "");
  async function* list(...webhooks: Webhook[]) {
    yield* webhooks;
  }
  const aged = (id: string, age: number) => ({ ...webhook, id, created: new Date(since - age).toISOString() });

  it("finds what was created since, or shortly before by the vendor's clock", async () => {
    for (const age of [-minute, 0, 5 * minute]) {
      expect(await findCreated(request, list(aged("a", age)), since)).toEqual(aged("a", age));
    }
  });

  it("finds the newest one", async () => {
    const found = await findCreated(request, list(aged("a", 60 * minute), aged("c", 0), aged("b", minute)), since);
    expect(found).toEqual(aged("c", 0));
  });

  it("throws where one that looks the same existed before", async () => {
    await expect(findCreated(request, list(aged("a", 5 * minute + 1)), since)).rejects.toThrow("looks the same");
  });

  it("throws where one that looks the same has another secret", async () => {
    await expect(findCreated(request, list({ ...webhook, secret: "another" }), since)).rejects.toThrow(
      "looks the same",
    );
  });

  it.each([
    ["name", { name: "Others" }],
    ["owner", { ownedBy: "org" }],
    ["resource", { resource: "messages" }],
    ["event", { event: "updated" }],
    ["filter", { filter: "type=group" }],
    ["target", { targetUrl: "https://hooks.example.com/other" }],
  ])("finds none of another %s", async (_field, change) => {
    expect(await findCreated(request, list({ ...webhook, ...change }), since)).toBeUndefined();
  });

  it("finds one whose secret the vendor keeps to itself", async () => {
    expect(await findCreated({ ...request, secret: "s3cret" }, list(webhook), since)).toEqual(webhook);
  });
});
