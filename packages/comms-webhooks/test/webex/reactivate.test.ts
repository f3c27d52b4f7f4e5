import { describe, expect, it } from "vitest";
import { createWebexWebhooks, type ReactivateOptions, type Webhook } from "../../src/webex/index.js";
import { fakeClock } from "../fake-clock.js";
import { json, observe, rejection, toFetch } from "../helpers.js";

const minute = 60_000;
const start = Date.parse("2026-03-02T12:00:00Z");
const ago = (milliseconds: number) => new Date(start - milliseconds);
const disabled: Webhook = {
  id: "a",
  name: "Rooms",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
  status: "inactive",
  secret: "s3cret",
  created: "2026-03-01T12:00:00.000Z",
};
const active = { ...disabled, status: "active" };

function client(...responses: (Response | Error)[]) {
  const { fetch, requests } = observe(...responses);
  const clock = fakeClock(start);
  return { webhooks: createWebexWebhooks({ auth: "token", fetch, ...clock.options, retries: 0 }), requests, clock };
}

describe("reactivate", () => {
  it("gets the webhook, and puts its name and target with the status", async () => {
    const { webhooks, requests } = client(json(disabled), json(active));
    const { secret: _secret, ...view } = active;
    expect((await webhooks.reactivate("a/b")).webhook).toEqual(view);
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET https://webexapis.com/v1/webhooks/a%2Fb",
      "PUT https://webexapis.com/v1/webhooks/a%2Fb",
    ]);
    const { name, targetUrl } = disabled;
    expect(await requests[1]?.json()).toEqual({ name, targetUrl, status: "active" });
  });

  it("leaves an active webhook as it is", async () => {
    const { webhooks, requests } = client(json(active));
    const { webhook, probationUntil } = await webhooks.reactivate("a");
    expect(webhook).toMatchObject({ id: active.id, status: "active" });
    expect(webhook).not.toHaveProperty("secret");
    expect(probationUntil).toBeUndefined();
    expect(requests.map(({ method }) => method)).toEqual(["GET"]);
  });

  it.each(["http://127.0.0.1:8080/rooms", "https://user:pass@10.0.0.1/rooms"])(
    "reactivates a webhook whose target could not be registered: %s",
    async (targetUrl) => {
      const { webhooks, requests } = client(json({ ...disabled, targetUrl }), json({ ...active, targetUrl }));
      await webhooks.reactivate("a");
      expect(await requests[1]?.json()).toMatchObject({ targetUrl });
    },
  );

  it.each([
    ["five minutes from now, without inactiveSince", undefined, 5 * minute],
    ["the rest of five minutes", ago(2 * minute), 3 * minute],
    ["the last millisecond of five minutes", ago(5 * minute - 1), 1],
    ["no more after five minutes", ago(5 * minute), undefined],
    ["no more after a day", ago(1_440 * minute), undefined],
    ["five minutes from now, with an inactiveSince in the future", ago(-60 * minute), 5 * minute],
  ])("returns the end of the probation: %s", async (_words, inactiveSince, left) => {
    const { webhooks } = client(json(disabled), json(active));
    const { probationUntil } = await webhooks.reactivate("a", { inactiveSince });
    expect(probationUntil).toEqual(left === undefined ? undefined : new Date(start + left));
  });

  it("counts the probation from the end of the requests", async () => {
    const clock = fakeClock(start);
    const { fetch } = observe(
      json(disabled),
      new Response(null, { status: 503, headers: { "Retry-After": "7" } }),
      json(active),
    );
    const webhooks = createWebexWebhooks({ auth: "token", fetch, random: () => 0, ...clock.options });
    const { probationUntil } = await clock.settle(webhooks.reactivate("a"));
    expect(probationUntil).toEqual(new Date(start + 7_000 + 5 * minute));
  });

  it.each([404, 410])("fails where the webhook is gone (%i)", async (status) => {
    for (const responses of [[], [json(disabled)]]) {
      const { webhooks, requests } = client(...responses, new Response(null, { status }));
      expect(await rejection(webhooks.reactivate("a"))).toMatchObject({ name: "HttpError", status });
      expect(requests).toHaveLength(responses.length + 1);
    }
  });

  it.each(["", "..", undefined])("rejects the id %j", async (id) => {
    const { webhooks, requests } = client(json(disabled));
    const error = await rejection(webhooks.reactivate(id as string));
    expect(error).toMatchObject({ name: "InvalidRequestError", issues: [{ path: ["webhookId"] }] });
    expect(requests).toHaveLength(0);
  });

  it.each([
    ["as a text", "2026-03-02T11:59:00Z"],
    ["in milliseconds", start],
    ["that isn't a valid Date", new Date("never")],
  ])("rejects an inactiveSince %s before anything is sent", async (_words, time) => {
    const { webhooks, requests } = client(json(disabled), json(active));
    const error = await rejection(webhooks.reactivate("a", { inactiveSince: time } as ReactivateOptions));
    expect(error).toMatchObject({ name: "InvalidRequestError", issues: [{ path: ["inactiveSince"] }] });
    expect(requests).toHaveLength(0);
  });

  it("sends the headers of the call with both requests", async () => {
    const { webhooks, requests } = client(json(disabled), json(active));
    await webhooks.reactivate("a", { headers: { traceparent: "00-1" } });
    expect(requests.map(({ headers }) => headers.get("traceparent"))).toEqual(["00-1", "00-1"]);
  });

  it("has one deadline for both requests", async () => {
    const clock = fakeClock(start);
    const fetch = (request: Request) =>
      new Promise<Response>((resolve) => {
        clock.setTimer(() => resolve(json(request.method === "GET" ? disabled : active)), 3_000);
      });
    const webhooks = createWebexWebhooks({ auth: "token", fetch: toFetch(fetch), ...clock.options });
    const error = await clock.settle(rejection(webhooks.reactivate("a", { deadline: 5_000 })));
    expect(error).toMatchObject({ name: "TimeoutError", limit: "deadline", method: "PUT" });
    expect(clock.now()).toBe(start + 5_000);
  });

  it("ends with the signal, at the second request too", async () => {
    const abort = new AbortController();
    const fetch = async ({ method }: Request): Promise<Response> => {
      if (method === "GET") return json(disabled);
      abort.abort("enough");
      return new Promise(() => undefined);
    };
    const webhooks = createWebexWebhooks({ auth: "token", fetch: toFetch(fetch), ...fakeClock(start).options });
    const error = await rejection(webhooks.reactivate("a", { signal: abort.signal }));
    expect(error).toMatchObject({ name: "AbortError", method: "PUT", cause: "enough" });
  });
});
