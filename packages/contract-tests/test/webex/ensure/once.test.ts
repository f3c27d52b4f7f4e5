import { createManualClock, createSandbox } from "@comms-webhooks/sandbox";
import { createWebexWebhooks } from "comms-webhooks/webex";
import { describe, expect, test } from "vitest";
import { hang, networkError, settle } from "../../../src/settle.ts";

const desired = {
  name: "Spaces",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
  secret: "s3cret",
} as const;

type Act = () => Promise<Response>;
type Outcome = readonly [name: string, respond: (act: Act) => Promise<Response>];
const done: Outcome = ["done", (act) => act()];
const failures: readonly Outcome[] = [
  ["connection refused", () => Promise.reject(networkError("ECONNREFUSED"))],
  ["request lost", () => Promise.reject(networkError("ECONNRESET"))],
  ["response lost", (act) => act().then(() => Promise.reject(networkError("ECONNRESET")))],
  ["503 before it is done", async () => new Response(null, { status: 503 })],
  ["504 after it is done", (act) => act().then(() => new Response(null, { status: 504 }))],
  ["423", async () => new Response(null, { status: 423 })],
  ["429", async () => new Response(null, { status: 429, headers: { "Retry-After": "3" } })],
  ["no response before it is done", hang],
  ["no response after it is done", (act) => act().then(hang)],
  [
    "response cut off",
    (act) => act().then(() => new Response(new ReadableStream({ start: (body) => body.error(new Error("cut")) }))),
  ],
];
/** How the second POST and the third one end, if they are sent. */
const endings = failures.flatMap((second) => [[second, done], ...failures.map((third) => [second, third] as const)]);
const plans: (readonly Outcome[])[] = [[done], ...endings];

/** Runs a method with a sandbox whose POSTs end as planned, and returns its result and the webhooks' ids. */
function createRunner(method: "create" | "ensure") {
  const clock = createManualClock();
  const sandbox = createSandbox(clock);
  let left: Outcome[] = [];
  const webhooks = createWebexWebhooks({
    auth: "k7",
    timeout: 5_000,
    now: clock.now,
    setTimer: clock.setTimer,
    fetch(url, init) {
      const [, respond] = (init.method === "POST" ? left.shift() : undefined) ?? done;
      return respond(() => sandbox.fetch(url, init));
    },
  });
  const run = async () => (method === "create" ? { after: await webhooks.create(desired) } : webhooks.ensure(desired));
  return async (plan: readonly Outcome[]) => {
    sandbox.reset();
    left = [...plan];
    const result = await settle<{ after: { id: string } }>(clock, run());
    return { result, ids: sandbox.webhooks().webex.map(({ id }) => id) };
  };
}

describe.each(["create", "ensure"] as const)("%s of Webex", (method) => {
  test.each(failures)("creates one webhook at most, whatever follows after: %s", async (...first) => {
    const run = createRunner(method);
    for (const plan of plans.map((rest) => [first, ...rest])) {
      const words = plan.map(([name]) => name).join(", ");
      const { result, ids } = await run(plan);
      if (result.status === "fulfilled") expect(ids, words).toEqual([result.value.after.id]);
      // An error that leaves a webhook behind has a hint.
      else if (ids.length > 0) expect(result.reason.hint, words).toContain("may have been processed");
      expect(ids.length, words).toBeLessThanOrEqual(1);
    }
  });
});
