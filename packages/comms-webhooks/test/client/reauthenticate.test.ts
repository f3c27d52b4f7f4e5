import { describe, expect, it } from "vitest";
import { createWebexWebhooks } from "../../src/webex/index.js";
import { fakeClock } from "../fake-clock.js";
import { json, observe, rejection } from "../helpers.js";

const webhook = { id: "a", name: "Rooms", targetUrl: "https://hooks.example.com", resource: "rooms", event: "created" };
const found = json({ ...webhook, status: "active", created: "2026-03-01T12:00:00.000Z" });

/** Gets a webhook from responses with these statuses, then 200, and returns the status, the tokens and the requests. */
async function run(statuses: number[], retries: number) {
  const clock = fakeClock();
  const responses = statuses.map((status) => new Response(null, { status }));
  const { fetch, requests } = observe(...responses, found);
  let tokens = 0;
  const auth = () => `token-${++tokens}`;
  const webhooks = createWebexWebhooks({ auth, fetch, retries, ...clock.options });
  const result = await clock.settle(webhooks.get("a").then(() => 200, rejectionStatus));
  return { result, tokens, requests: requests.length };
}

const rejectionStatus = async (error: unknown) => (error as { status: number }).status;

describe("a 401", () => {
  it.each([
    [[401], 1, { result: 200, tokens: 2, requests: 2 }],
    [[503, 401], 1, { result: 200, tokens: 2, requests: 3 }],
    [[401, 503], 1, { result: 200, tokens: 2, requests: 3 }],
    [[503, 503, 401], 2, { result: 200, tokens: 2, requests: 4 }],
    [[401, 503, 503], 2, { result: 200, tokens: 2, requests: 4 }],
    [[401, 503, 503, 503], 2, { result: 503, tokens: 2, requests: 4 }],
    [[401, 401], 5, { result: 401, tokens: 2, requests: 2 }],
    [[401], 0, { result: 401, tokens: 1, requests: 1 }],
  ])("doesn't count as a retry, and gets a new token once: %j with %i retries", async (statuses, retries, expected) => {
    expect(await run(statuses, retries)).toEqual(expected);
  });

  it("fails where the token is a string, which can't be replaced", async () => {
    const { fetch, requests } = observe(new Response(null, { status: 401 }));
    const webhooks = createWebexWebhooks({ auth: "token", fetch, retries: 5 });
    expect(await rejection(webhooks.get("a"))).toMatchObject({ status: 401, attempts: 1 });
    expect(requests).toHaveLength(1);
  });
});
