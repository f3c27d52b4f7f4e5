import { describe, expect, it } from "vitest";
import type { PlannedChange } from "../../src/index.js";
import { createWebexWebhooks, type PlannedWebhook, type PlanOptions, type Webhook } from "../../src/webex/index.js";
import { json, observe, rejection } from "../helpers.js";

const rooms = {
  name: "Rooms",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
} as const;
const lobby = { ...rooms, name: "Lobby", filter: "type=group" };
const stored = (fields: Partial<Webhook> = {}): Webhook => ({
  ...rooms,
  id: "rooms-1",
  status: "active",
  created: "2026-03-01T12:00:00.000Z",
  ...fields,
});

/** A client of an account with webhooks, whose further responses are given. */
function account(webhooks: readonly Webhook[], ...responses: Response[]) {
  const { fetch, requests } = observe(json({ items: webhooks }), ...responses);
  const webex = createWebexWebhooks({ auth: "token", fetch, retries: 0 });
  const sent = () => requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`);
  return { webex, requests, sent };
}

async function changes(webhooks: readonly Webhook[], desired: Parameters<typeof plan>[1], options?: PlanOptions) {
  return (await plan(webhooks, desired, options)).changes;
}

function plan(
  webhooks: readonly Webhook[],
  desired: readonly (typeof rooms & { secret?: string; filter?: string })[],
  options?: PlanOptions,
) {
  return account(webhooks).webex.plan(desired, options);
}

const short = ({ action, reason, fields }: PlannedChange<PlannedWebhook>) => [
  action,
  reason,
  fields.map(({ field }) => field).join(" "),
];

describe("a plan of Webex webhooks", () => {
  it("lists once, and sends nothing else", async () => {
    const { webex, sent } = account([]);
    await webex.plan([rooms, { ...lobby, resource: "rooms", event: "created" }]);
    expect(sent()).toEqual(["GET /v1/webhooks"]);
  });

  it("shows a webhook that is missing with its fields, a secret as ***", async () => {
    const { webex } = account([]);
    expect((await webex.plan([{ ...rooms, secret: "s3cret" }])).changes).toEqual([
      {
        key: { name: "Rooms", ownedBy: "creator" },
        action: "created",
        reason: "missing",
        fields: [
          { field: "targetUrl", after: rooms.targetUrl, secret: false },
          { field: "resource", after: "rooms", secret: false },
          { field: "event", after: "created", secret: false },
          { field: "secret", after: "***", secret: true },
        ],
      },
    ]);
  });

  it.each<[string, Partial<Webhook>, unknown[]]>([
    ["nothing differs", {}, ["unchanged", "same", ""]],
    ["its target differs", { targetUrl: "https://old.example.com" }, ["updated", "differs", "targetUrl"]],
    ["its event differs", { event: "deleted" }, ["replaced", "immutable", "event"]],
    ["it is disabled", { status: "inactive" }, ["reactivated", "inactive", "status"]],
    [
      "it is disabled and its target differs",
      { status: "inactive", targetUrl: "https://old.example.com" },
      ["updated", "differs", "targetUrl status"],
    ],
  ])("shows what is done where %s", async (_, fields, expected) => {
    expect((await changes([stored(fields)], [rooms])).map(short)).toEqual([expected]);
  });

  it.each<[string, Partial<Webhook>[], PlanOptions, unknown[]]>([
    ["is written where the server shows another", [{ secret: "old" }], {}, ["updated", "differs", "secret"]],
    ["isn't written where the server hides it", [{}], {}, ["unchanged", "secretHidden", ""]],
    ["isn't written where the server masks it", [{ secret: "***" }], {}, ["unchanged", "secretHidden", ""]],
    ["is written where it is hidden on request", [{}], { secrets: "write" }, ["updated", "secretHidden", "secret"]],
    ["isn't compared on request", [{ secret: "old" }], { secrets: "keep" }, ["unchanged", "secretHidden", ""]],
    [
      "is written where there is none, which a server reveals that masks those of others",
      [{}, { id: "b", name: "Other", secret: "***" }],
      {},
      ["updated", "differs", "secret"],
    ],
    [
      "is written where there is none, which a server reveals that shows those of others",
      [{}, { id: "b", name: "Other", secret: "shown" }],
      {},
      ["updated", "differs", "secret"],
    ],
  ])("a secret %s", async (_, webhooks, options, expected) => {
    const planned = await plan(webhooks.map(stored), [{ ...rooms, secret: "s3cret" }], options);
    expect(planned.changes.map(short)).toEqual([expected]);
    expect(JSON.stringify(planned)).not.toMatch(/s3cret|old|shown/);
  });

  it("deletes duplicates, the youngest ones, last", async () => {
    const webhooks = [stored({ id: "young", created: "2026-03-02T12:00:00.000Z" }), stored({ id: "old" })];
    const planned = await changes(webhooks, [rooms, { ...rooms, name: "Lobby" } as never]);
    expect(planned.map(({ action, reason, key }) => [action, reason, key.id])).toEqual([
      ["unchanged", "same", "old"],
      ["created", "missing", undefined],
      ["deleted", "duplicate", "young"],
    ]);
  });

  it("leaves the owner's others alone, or deletes them on request, but never another app's", async () => {
    const webhooks = [stored(), stored({ id: "b", name: "Other" }), stored({ id: "c", name: "App", appId: "app-2" })];
    const left = await plan(webhooks, [rooms], { appId: "app-1" });
    expect(left.others.map(({ name }) => name)).toEqual(["Other"]);
    const pruned = await plan(webhooks, [rooms], { appId: "app-1", prune: true });
    expect(pruned.others).toEqual([]);
    expect(pruned.changes.map(({ action, reason, key }) => [action, reason, key.name])).toEqual([
      ["unchanged", "same", "Rooms"],
      ["deleted", "notDesired", "Other"],
    ]);
  });

  it("rejects a name that is listed twice for an owner", async () => {
    const { webex, sent } = account([]);
    const error = await rejection(webex.plan([rooms, { ...rooms, name: " Rooms" }]));
    expect(error).toMatchObject({ name: "InvalidRequestError" });
    expect((error as Error).message).toContain('[1].name repeats " Rooms"; list each name once');
    expect(sent()).toEqual([]);
  });

  it("rejects an unreadable webhook that may be a desired one", async () => {
    const { fetch } = observe(json({ items: [{ id: "a", name: "Rooms" }] }));
    const webex = createWebexWebhooks({ auth: "token", fetch, onInvalidItem: () => undefined });
    expect(await rejection(webex.plan([rooms]))).toMatchObject({ name: "InvalidResponseError" });
  });
});

describe("apply of a plan of Webex webhooks", () => {
  const steps: string[] = [];
  const onStep = ({ change, state }: { change: PlannedChange<PlannedWebhook>; state: string }) => {
    steps.push(`${state} ${change.action} ${change.key.name}`);
  };

  it("creates before it deletes, and reports each step", async () => {
    steps.length = 0;
    const { webex, sent } = account(
      [stored({ id: "other", name: "Other" }), stored({ event: "deleted" })],
      json(stored({ id: "new" })),
      new Response(null, { status: 204 }),
    );
    const planned = await webex.plan([rooms], { prune: true });
    await planned.apply({ onStep });
    expect(sent()).toEqual([
      "GET /v1/webhooks",
      "POST /v1/webhooks",
      "DELETE /v1/webhooks/rooms-1",
      "DELETE /v1/webhooks/other",
    ]);
    expect(steps).toEqual([
      "started replaced Rooms",
      "done replaced Rooms",
      "started deleted Other",
      "done deleted Other",
    ]);
  });

  it("sends nothing where nothing is to be done", async () => {
    const { webex, sent } = account([stored()]);
    await (await webex.plan([rooms])).apply();
    expect(sent()).toEqual(["GET /v1/webhooks"]);
  });

  it("stops at the first failure, with its error", async () => {
    steps.length = 0;
    const { webex, sent } = account([], json({ message: "No" }, { status: 400 }));
    const planned = await webex.plan([rooms, { ...rooms, name: "Lobby" }]);
    expect(await rejection(planned.apply({ onStep }))).toMatchObject({ name: "HttpError", status: 400 });
    expect(sent()).toEqual(["GET /v1/webhooks", "POST /v1/webhooks"]);
    expect(steps).toEqual(["started created Rooms", "failed created Rooms"]);
  });

  it("is rejected the second time, when the webhooks are others than planned for", async () => {
    const { webex, sent } = account([], json(stored()));
    const planned = await webex.plan([rooms]);
    await planned.apply();
    expect(String(await rejection(planned.apply()))).toContain("was applied already");
    expect(sent()).toHaveLength(2);
  });
});
