import { createManualClock, createSandbox } from "@comms-webhooks/sandbox";
import { isCommsWebhooksError } from "comms-webhooks";
import { create8x8Webhooks, type WebhookConfiguration, type Webhooks8x8 } from "comms-webhooks/8x8";
import { createWebexWebhooks, type WebexWebhooks } from "comms-webhooks/webex";
import { describe, expect, test } from "vitest";

const seeds = Array.from({ length: 20 }, (_, index) => index + 1);
const auth = "k7";
/** From a network that fails now and then to one that fails half of the time. */
const rate = (seed: number) => 0.1 + 0.1 * (seed % 5);

/** Gives the same numbers from 0 to 1 for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed * 0x9e3779b1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const hang = () => new Promise<never>(() => undefined);
const broken = (code: string) => new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });

/** A sandbox, with a clock that only moves while replicas are at work, and a network that fails at random. */
function world(seed: number) {
  const random = seeded(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const clock = createManualClock();
  const randomUUID = () => "00000000-0000-4000-8000-000000000000".replace(/0/g, () => below(16).toString(16));
  const sandbox = createSandbox({ ...clock, randomUUID });
  const client = { auth, now: () => clock.now().getTime(), setTimer: clock.setTimer };
  const pause = async () => {
    for (let turns = below(5); turns > 0; turns -= 1) await turn();
  };

  type Act = () => Promise<Response>;
  const perhaps = async (act: Act) => (random() < 0.5 ? act() : undefined);
  const faults: ((act: Act) => Promise<Response>)[] = [
    () => Promise.reject(broken("ECONNREFUSED")),
    () => Promise.reject(broken("ECONNRESET")),
    (act) => act().then(() => Promise.reject(broken("ECONNRESET"))),
    () => Promise.resolve(new Response(null, { status: 429, headers: { "Retry-After": "1" } })),
    () => Promise.resolve(new Response(null, { status: 423 })),
    (act) => perhaps(act).then(() => new Response("{", { status: [500, 502, 503, 504][below(4)] ?? 500 })),
    (act) => perhaps(act).then(() => new Response("<html>")),
    (act) => act().then(async (answer) => new Response((await answer.text()).slice(0, -2), answer)),
    (act) => perhaps(act).then(hang),
    (act) => {
      clock.setTimer(async () => void (await act()), below(10_000));
      return hang();
    },
  ];

  return {
    sandbox,
    clock,
    /** What a client without faults is made with. */
    sound: { ...client, fetch: sandbox.fetch },
    /** What a client is made with whose requests fail at a rate. */
    faulty: (replica: number, failing: number) => ({
      ...client,
      timeout: 2_000,
      random: seeded(1_000 * seed + replica),
      async fetch({ url, method, headers, body: stream }: Request): Promise<Response> {
        const body = stream && (await new Response(stream).text());
        const act = () => sandbox.fetch(url, { method, headers, body });
        await pause();
        const answer = await (random() < failing ? faults[below(faults.length)]?.(act) : act());
        await pause();
        return answer as Response;
      },
    }),
    /** Lets the time pass until all have settled, and then until nothing is under way. */
    async settle<Output>(replicas: readonly Promise<Output>[]) {
      let settled = false;
      const all = Promise.allSettled(replicas).finally(() => {
        settled = true;
      });
      while (!settled || clock.timers().length > 0) {
        await turn();
        await clock.advance(below(10));
      }
      return all;
    },
  };
}

/** The outcomes of replicas that were let loose, of which some succeed, and all others fail as they are allowed to. */
async function outcomes<Output>(running: Promise<PromiseSettledResult<Output>[]>): Promise<Output[]> {
  const all = await running;
  expect(
    all
      .flatMap((one) => (one.status === "rejected" ? [one.reason] : []))
      .filter((error) => !isCommsWebhooksError(error)),
  ).toEqual([]);
  const values = all.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  expect(values.length).toBeGreaterThan(0);
  return values;
}

describe("50 replicas that ensure a webhook of Webex at a time", () => {
  const wanted = {
    name: "Spaces",
    targetUrl: "https://hooks.example.com/rooms",
    resource: "rooms",
    event: "created",
    filter: "type=group&isLocked=true",
    secret: "s3cret",
  } as const;
  const stale = { ...wanted, targetUrl: "https://hooks.example.com/before", secret: "old-s3cret" };
  const another = { ...wanted, event: "updated", secret: "old-s3cret" } as const;
  type World = ReturnType<typeof world>;

  describe.each<[string, (webhooks: WebexWebhooks, world: World) => Promise<unknown>]>([
    ["nothing", async () => undefined],
    ["one with another target", (webhooks) => webhooks.create(stale)],
    ["one with another event", (webhooks) => webhooks.create(another)],
    [
      "three duplicates",
      async (webhooks) => [await webhooks.create(another), await webhooks.create(stale), await webhooks.create(stale)],
    ],
    [
      "a stopped one",
      async (webhooks, { sandbox }) =>
        sandbox.deactivateWebexWebhook((await webhooks.create({ ...wanted, secret: "old-s3cret" })).id),
    ],
  ])("from %s", (_words, begin) => {
    test.each(seeds)("leave one as wanted, and all others alone (seed %i)", async (seed) => {
      const here = world(seed);
      const webhooks = createWebexWebhooks(here.sound);
      await webhooks.create({ ...another, name: "Spaces 2" });
      await webhooks.create({ ...another, ownedBy: "org" });
      await createWebexWebhooks({ ...here.sound, auth: "another-account" }).create(another);
      const others = here.sandbox.webhooks().webex;
      await begin(webhooks, here);
      await here.clock.advance(86_400_000);

      const replicas = Array.from({ length: 50 }, (_, index) => createWebexWebhooks(here.faulty(index, rate(seed))));
      const results = await outcomes(here.settle(replicas.map((replica) => replica.ensure(wanted))));
      const { secret, ...open } = wanted;
      for (const { after } of results) expect(after).toMatchObject({ ...open, status: "active" });
      expect(JSON.stringify(results).includes("s3cret")).toBe(false);

      await webhooks.ensure(wanted);
      const listed = await webhooks.list().toArray();
      expect(listed.filter(({ name }) => name === wanted.name)).toMatchObject([{ ...wanted, status: "active" }]);
      const ids = new Set(others.map(({ id }) => id));
      expect(here.sandbox.webhooks().webex.filter(({ id }) => ids.has(id))).toEqual(others);
      expect(here.sandbox.webhooks().webex).toHaveLength(others.length + 1);
    });
  });
});

describe("20 replicas that ensure webhooks of 8x8 at a time", () => {
  const url = "https://hooks.example.com/8x8";
  const accountId = "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af";
  const oauth = {
    url: "https://auth.example.com/oauth/token",
    clientId: "id",
    clientSecret: "s3cret",
    credentialsLocation: "body",
  } as const;
  const wanted: WebhookConfiguration[] = [
    { subAccountId: "*", url },
    { subAccountId: "Support_Desk", type: "MSG", url, oauth },
    { subAccountId: "Support_Desk", type: "CABM", url, enabled: false, httpAuthorization: "Bearer s3cret" },
  ];
  const listed = [
    { subAccountId: "*", type: "CADR", url, enabled: true },
    { subAccountId: "*", type: "MSG", url, enabled: true },
    { subAccountId: "Support_Desk", type: "CABM", url, enabled: false, httpAuthorization: "***" },
    { subAccountId: "Support_Desk", type: "MSG", url, enabled: true, oauth: { ...oauth, clientSecret: "***" } },
  ];
  const others: WebhookConfiguration[] = [
    { subAccountId: "*", type: "CABM", url: "https://hooks.example.com/other" },
    { subAccountId: "Sales", url, httpAuthorization: "Bearer other" },
  ];
  const sorted = <Item extends { subAccountId: string; type?: string }>(items: readonly Item[]) =>
    items.toSorted((one, other) =>
      `${one.subAccountId} ${one.type}` < `${other.subAccountId} ${other.type}` ? -1 : 1,
    );

  describe.each<[string, (webhooks: Webhooks8x8) => Promise<unknown>]>([
    ["nothing", async () => undefined],
    [
      "other URLs",
      (webhooks) =>
        webhooks.createOrReplace(wanted.map((item) => ({ ...item, url: "https://hooks.example.com/before" }))),
    ],
    ["half of them", (webhooks) => webhooks.createOrReplace(wanted.slice(1, 2))],
    ["others", (webhooks) => webhooks.createOrReplace(others)],
  ])("from %s", (_words, begin) => {
    test.each(seeds.flatMap((seed) => [[seed, false] as const, [seed, true] as const]))(
      "leave exactly those, and others unless they prune (seed %i, prune %j)",
      async (seed, prune) => {
        const here = world(seed);
        const webhooks = create8x8Webhooks({ ...here.sound, accountId });
        await begin(webhooks);
        const scopes = new Set(listed.map(({ subAccountId, type }) => `${subAccountId} ${type}`));
        const stored = await webhooks.list().toArray();
        const unnamed = stored.filter(({ subAccountId, type }) => !scopes.has(`${subAccountId} ${type}`));

        const options = prune ? { prune } : {};
        const replicas = Array.from({ length: 20 }, (_, index) =>
          create8x8Webhooks({ ...here.faulty(index, rate(seed)), accountId }),
        );
        const results = await outcomes(here.settle(replicas.map((replica) => replica.ensure(wanted, options))));
        expect(JSON.stringify(results).includes("s3cret")).toBe(false);

        await webhooks.ensure(wanted, options);
        expect(sorted(await webhooks.list().toArray())).toEqual(sorted(prune ? listed : [...listed, ...unnamed]));
      },
    );
  });
});
