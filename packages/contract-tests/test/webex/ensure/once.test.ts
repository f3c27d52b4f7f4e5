import { createManualClock, createSandbox, type ManualClock } from "@comms-webhooks/sandbox";
import { createWebexWebhooks } from "comms-webhooks/webex";
import { describe, expect, test } from "vitest";

const wanted = {
  name: "Spaces",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
  secret: "s3cret",
} as const;

type Act = () => Promise<Response>;
type Outcome = readonly [name: string, answer: (act: Act) => Promise<Response>];
const broken = (code: string) => new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
const hang = () => new Promise<never>(() => undefined);
const done: Outcome = ["done", (act) => act()];
const failures: readonly Outcome[] = [
  ["connection refused", () => Promise.reject(broken("ECONNREFUSED"))],
  ["request lost", () => Promise.reject(broken("ECONNRESET"))],
  ["answer lost", (act) => act().then(() => Promise.reject(broken("ECONNRESET")))],
  ["503 before it is done", async () => new Response(null, { status: 503 })],
  ["504 after it is done", (act) => act().then(() => new Response(null, { status: 504 }))],
  ["423", async () => new Response(null, { status: 423 })],
  ["429", async () => new Response(null, { status: 429, headers: { "Retry-After": "3" } })],
  ["no answer before it is done", hang],
  ["no answer after it is done", (act) => act().then(hang)],
  [
    "answer cut off",
    (act) => act().then(() => new Response(new ReadableStream({ start: (body) => body.error(new Error("cut")) }))),
  ],
];
/** How the second POST and the third one end, if they come. */
const endings = failures.flatMap((second) => [[second, done], ...failures.map((third) => [second, third] as const)]);
const plans: (readonly Outcome[])[] = [[done], ...endings];

/** Moves a clock from timer to timer until a promise has settled. */
async function settle<Output>(clock: ManualClock, promise: Promise<Output>): Promise<PromiseSettledResult<Output>> {
  let settled = false;
  const all = Promise.allSettled([promise]).finally(() => {
    settled = true;
  });
  for (;;) {
    for (let turns = 3; turns > 0; turns -= 1) await new Promise((resolve) => setImmediate(resolve));
    if (settled) return (await all)[0];
    await clock.advance(clock.timers()[0] ?? 0);
  }
}

/** Does something in a sandbox whose POSTs end as planned, and gives what came of it. */
async function run(method: "create" | "ensure", plan: readonly Outcome[]) {
  const clock = createManualClock();
  const sandbox = createSandbox(clock);
  const left = [...plan];
  const fetch = (request: Request): Promise<Response> => {
    const [, answer] = (request.method === "POST" ? left.shift() : undefined) ?? done;
    return answer(() => sandbox.fetch(request));
  };
  const now = () => clock.now().getTime();
  const webhooks = createWebexWebhooks({ auth: "k7", fetch, now, setTimer: clock.setTimer, timeout: 5_000 });
  const create = async () => ({ after: await webhooks.create(wanted) });
  const result = await settle<{ after: { id: string } }>(
    clock,
    method === "create" ? create() : webhooks.ensure(wanted),
  );
  return { result, ids: sandbox.webhooks().webex.map(({ id }) => id) };
}

describe.each(["create", "ensure"] as const)("%s", (method) => {
  test.each(failures)("makes one webhook at most, whatever comes after: %s", async (...first) => {
    for (const plan of plans.map((rest) => [first, ...rest])) {
      const words = plan.map(([name]) => name).join(", ");
      const { result, ids } = await run(method, plan);
      if (result.status === "fulfilled") expect(ids, words).toEqual([result.value.after.id]);
      // Who is left with a webhook and an error is told so.
      else if (ids.length > 0) expect(result.reason.hint, words).toContain("is not known");
      expect(ids.length, words).toBeLessThanOrEqual(1);
    }
  });
});
