import { describe, expect, it } from "vitest";
import type { BaseClientOptions, HttpError } from "../../src/index.js";
import { createWebexWebhooks, type Webhook } from "../../src/webex/index.js";
import { fakeClock } from "../fake-clock.js";
import { json, rejection, toFetch } from "../helpers.js";

const minute = 60_000;
const start = Date.parse("2026-03-02T12:00:00Z");
const request = {
  name: "Rooms",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
  filter: "type=group&isLocked=true",
  secret: "s3cret",
} as const;
const made: Webhook = { ...request, id: "made", status: "active", created: new Date(start).toISOString() };
const doubt = "The request may have been processed. Check before you retry.";

const status = (code: number, headers: Record<string, string> = {}) => new Response(null, { status: code, headers });
const broken = (code: string) => new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
const cut = (init: ResponseInit) =>
  new Response(new ReadableStream({ start: (controller) => controller.error(new Error("terminated")) }), init);

type Outcome = Response | Error | "hang";

/** A client whose POSTs and lists have these outcomes, the last one over and over. */
function server(
  posts: readonly Outcome[],
  lists: readonly Outcome[] = [page()],
  options: Partial<BaseClientOptions> = {},
) {
  const clock = fakeClock(start);
  const log: string[] = [];
  const requests: Request[] = [];
  const counts = { POST: 0, GET: 0 };
  const fetch = async (sent: Request): Promise<Response> => {
    requests.push(sent);
    const method = sent.method as "POST" | "GET";
    log.push(method + new URL(sent.url).search);
    const outcomes = method === "POST" ? posts : lists;
    const outcome = outcomes[Math.min(counts[method], outcomes.length - 1)] as Outcome;
    counts[method] += 1;
    if (outcome === "hang") return new Promise(() => undefined);
    if (outcome instanceof Error) throw outcome;
    return outcome.clone();
  };
  const webhooks = createWebexWebhooks({
    auth: "token",
    fetch: toFetch(fetch),
    random: () => 0.5,
    ...clock.options,
    ...options,
  });
  return { webhooks, log, requests, clock };
}

function page(webhooks: readonly Webhook[] = [], next?: string): Response {
  const link = { Link: `<https://webexapis.com/v1/webhooks?${next}>; rel="next"` };
  return json({ items: webhooks }, next === undefined ? {} : { headers: link });
}

describe("create that Webex certainly didn't process", () => {
  it.each([
    ["429", status(429)],
    ["423", status(423)],
    ["a refused connection", broken("ECONNREFUSED")],
    ["a host without address", broken("ENOTFOUND")],
    ["a resolver at work", broken("EAI_AGAIN")],
    ["no connection in time", broken("UND_ERR_CONNECT_TIMEOUT")],
  ])("is retried without a list: %s", async (_words, failure) => {
    const { webhooks, log, clock } = server([failure, json(made)]);
    expect(await clock.settle(webhooks.create(request))).toEqual(made);
    expect(log).toEqual(["POST", "POST"]);
  });

  it("has no hint", async () => {
    for (const failure of [status(429), broken("ECONNREFUSED")]) {
      const { webhooks, log, clock } = server([failure]);
      expect(await clock.settle(rejection(webhooks.create(request)))).toMatchObject({ attempts: 3, hint: undefined });
      expect(log).toEqual(["POST", "POST", "POST"]);
    }
  });

  it.each([400, 403, 404, 405, 409, 415])("is not retried after %i", async (code) => {
    const { webhooks, log, clock } = server([status(code)]);
    expect(await clock.settle(rejection(webhooks.create(request)))).toMatchObject({ name: "HttpError", status: code });
    expect(log).toEqual(["POST"]);
  });
});

const doubtful: [words: string, failure: Outcome, error: string][] = [
  ["408", status(408), "HttpError"],
  ["500", status(500), "HttpError"],
  ["502", status(502), "HttpError"],
  ["503", status(503), "HttpError"],
  ["504", status(504), "HttpError"],
  ["a connection that breaks", broken("ECONNRESET"), "NetworkError"],
  ["an error without a code", new TypeError("fetch failed"), "NetworkError"],
  ["a response that breaks off", cut({ status: 200 }), "NetworkError"],
  ["no response in time", "hang", "TimeoutError"],
];

describe("create that Webex may have processed", () => {
  it.each(doubtful)("is retried after a list without it: %s", async (_words, failure) => {
    const { webhooks, log, clock } = server([failure, json(made)]);
    expect(await clock.settle(webhooks.create(request))).toEqual(made);
    expect(log).toEqual(["POST", "GET", "POST"]);
  });

  it.each(doubtful)("succeeds with what the list has: %s", async (_words, failure) => {
    const { webhooks, log, clock } = server([failure], [page([made])]);
    expect(await clock.settle(webhooks.create(request))).toEqual(made);
    expect(log).toEqual(["POST", "GET"]);
  });

  it("reconciles after each such failure", async () => {
    const { webhooks, log, clock } = server([status(500)], [page(), page([made])]);
    expect(await clock.settle(webhooks.create(request))).toEqual(made);
    expect(log).toEqual(["POST", "GET", "POST", "GET"]);
  });

  it("has no hint once a list has removed the doubt", async () => {
    const abort = new AbortController();
    const { webhooks, log, clock } = server([status(500), status(429, { "Retry-After": "9" })]);
    const error = rejection(webhooks.create(request, { signal: abort.signal }));
    await clock.advance(5_000);
    abort.abort("enough");
    expect(await error).toMatchObject({ name: "AbortError", attempts: 2, hint: undefined });
    expect(log).toEqual(["POST", "GET", "POST"]);
  });

  it("reads all pages", async () => {
    const others = ["b", "c"].map((id) => ({ ...made, id, name: id }));
    const pages = [page(others, "cursor=1"), page([], "cursor=2"), page([made])];
    const { webhooks, log, clock } = server([status(502)], pages);
    expect(await clock.settle(webhooks.create(request))).toEqual(made);
    expect(log).toEqual(["POST", "GET", "GET?cursor=1", "GET?cursor=2"]);
  });

  it("lists the organization's where it belongs there", async () => {
    const org = { ...made, ownedBy: "org" };
    const { webhooks, log, clock } = server([status(500)], [page([org])]);
    expect(await clock.settle(webhooks.create({ ...request, ownedBy: "org" }))).toEqual(org);
    expect(log).toEqual(["POST", "GET?ownedBy=org"]);
  });

  it.each([
    ["name", { name: "Others" }],
    ["target", { targetUrl: "https://hooks.example.com/other" }],
    ["resource", { resource: "memberships" }],
    ["event", { event: "updated" }],
    ["filter", { filter: "type=group" }],
    ["owner", { ownedBy: "org" }],
  ])("is retried where the list has one of another %s", async (_field, change) => {
    const { webhooks, log, clock } = server([status(500), json(made)], [page([{ ...made, id: "other", ...change }])]);
    expect(await clock.settle(webhooks.create(request))).toEqual(made);
    expect(log).toEqual(["POST", "GET", "POST"]);
  });

  it("fails as it did where one that is alike shows another secret", async () => {
    const { webhooks, log, clock } = server([status(500)], [page([{ ...made, secret: "another" }])]);
    expect(await clock.settle(rejection(webhooks.create(request)))).toMatchObject({ status: 500, hint: doubt });
    expect(log).toEqual(["POST", "GET"]);
  });

  it.each([
    ["older", start - 1],
    ["younger", start + 1],
  ])("finds it beside one that is alike but shows another secret, and is %s", async (_words, time) => {
    const other = { ...made, id: "other", secret: "another", created: new Date(time).toISOString() };
    const { webhooks, log, clock } = server([status(500)], [page([other, made])]);
    expect(await clock.settle(webhooks.create(request))).toEqual(made);
    expect(log).toEqual(["POST", "GET"]);
  });

  it("finds it with its filter in another order, and without a secret", async () => {
    const { secret: _secret, ...told } = { ...made, filter: "isLocked=true&type=group" };
    const { webhooks, clock } = server([status(500)], [page([told])]);
    expect(await clock.settle(webhooks.create(request))).toEqual(told);
  });

  it("counts five minutes back from the call, not from the list", async () => {
    const early = { ...made, created: new Date(start - 5 * minute).toISOString() };
    const { webhooks, log, clock } = server(["hang"], [page([early])]);
    expect(await clock.settle(webhooks.create(request))).toEqual(early);
    expect(clock.now()).toBeGreaterThan(start);
    expect(log).toEqual(["POST", "GET"]);
  });

  it.each(doubtful)("fails as it did where one that is alike was there before: %s", async (_words, failure, name) => {
    const old = { ...made, created: new Date(start - 5 * minute - 1).toISOString() };
    const { webhooks, log, clock } = server([failure], [page([old])]);
    const error = await clock.settle(rejection(webhooks.create(request)));
    expect(error).toMatchObject({ name, operationId: "createWebhook", method: "POST", attempts: 1, hint: doubt });
    expect((error as HttpError).message).toContain(doubt);
    expect(log).toEqual(["POST", "GET"]);
  });

  it.each<[string, Outcome, number]>([
    ["403", status(403), 1],
    ["500 each time", status(500), 3],
    ["no connection", broken("ECONNREFUSED"), 3],
    ["garbage", new Response("<html>"), 1],
    ["no response", "hang", 3],
  ])("fails as it did where the list fails: %s", async (_words, failure, looks) => {
    const { webhooks, log, clock } = server([status(502)], [failure]);
    const error = await clock.settle(rejection(webhooks.create(request)));
    expect(error).toMatchObject({ name: "HttpError", status: 502, method: "POST", attempts: 1, hint: doubt });
    expect(log).toEqual(["POST", ...Array(looks).fill("GET")]);
  });

  it("fails after the last retry with a hint", async () => {
    const { webhooks, log, clock } = server([status(500)]);
    const error = await clock.settle(rejection(webhooks.create(request, { retries: 1 })));
    expect(error).toMatchObject({ status: 500, attempts: 2, hint: doubt });
    expect(log).toEqual(["POST", "GET", "POST"]);
  });

  it.each([...doubtful, ["429", status(429), "HttpError"] as const])(
    "is sent once and not reconciled without retries: %s",
    async (_words, failure, name) => {
      const { webhooks, log, clock } = server([failure], [page([made])], { retries: 0 });
      expect(await clock.settle(rejection(webhooks.create(request)))).toMatchObject({ name, attempts: 1 });
      expect(log).toEqual(["POST"]);
    },
  );

  it("is not retried after an invalid response", async () => {
    const { webhooks, log, clock } = server([new Response("<html>")]);
    const error = await clock.settle(rejection(webhooks.create(request)));
    expect(error).toMatchObject({ name: "InvalidResponseError" });
    expect(log).toEqual(["POST"]);
  });
});

describe("create and its limits", () => {
  it("waits before it reconciles, as long as the server asks or half a second", async () => {
    for (const [failure, wait] of [
      [status(503, { "Retry-After": "7" }), 7_000],
      [status(503), 500],
    ] as const) {
      const { webhooks, log, clock } = server([failure], [page([made])], { random: () => 0 });
      const creating = webhooks.create(request);
      await clock.advance(wait - 1);
      expect(log).toEqual(["POST"]);
      await clock.advance(1);
      expect(log).toEqual(["POST", "GET"]);
      expect(await creating).toEqual(made);
    }
  });

  it("is aborted by the signal while it reconciles", async () => {
    const abort = new AbortController();
    const { webhooks, log, clock } = server([status(500)], ["hang"]);
    const error = rejection(webhooks.create(request, { signal: abort.signal }));
    await clock.advance(1_000);
    abort.abort("enough");
    expect(await error).toMatchObject({
      name: "AbortError",
      operationId: "createWebhook",
      cause: "enough",
      hint: doubt,
    });
    expect(log).toEqual(["POST", "GET"]);
  });

  it("ends at the deadline while it reconciles, and fails as it did", async () => {
    const { webhooks, log, clock } = server([status(500)], ["hang"]);
    const error = await clock.settle(rejection(webhooks.create(request, { deadline: 4_000 })));
    expect(error).toMatchObject({ status: 500, operationId: "createWebhook", hint: doubt });
    expect(clock.now()).toBe(start + 4_000);
    expect(log).toEqual(["POST", "GET"]);
  });

  it("sends the headers of the call with each request, and calls its hooks for each", async () => {
    const { webhooks, requests, clock } = server([status(500), json(made)]);
    const attempts: string[] = [];
    const onAttempt = ({ operationId, status = 0 }: { operationId: string; status?: number }) => {
      attempts.push(`${operationId} ${status}`);
    };
    await clock.settle(webhooks.create(request, { headers: { traceparent: "00-1" }, onAttempt }));
    expect(requests.map(({ headers }) => headers.get("traceparent"))).toEqual(["00-1", "00-1", "00-1"]);
    expect(attempts).toEqual(["createWebhook 500", "listWebhooks 200", "createWebhook 200"]);
  });
});
