import { afterAll, describe, expect, it, vi } from "vitest";
import { createApiClient } from "../../src/client/api-client.js";
import type { ApiPromise } from "../../src/index.js";
import { json, rejection } from "../helpers.js";
import { operations } from "./operations.js";
import { desired, found, idle, listed, script, webhook } from "./script.js";

const unhandled = vi.fn();
process.on("unhandledRejection", unhandled);
afterAll(() => void process.off("unhandledRejection", unhandled));

const headers = { TrackingID: "ROUTER_1", "RateLimit-Remaining": "7" };
type Clients = ReturnType<typeof script>;
const item = { subAccountId: "*", url: "https://hooks.example.com/8x8" };

const calls: readonly (readonly [name: string, call: (clients: Clients) => ApiPromise<unknown>, data: unknown])[] = [
  ["webex.create", ({ webex }) => webex.create(desired), webhook],
  ["webex.get", ({ webex }) => webex.get("Zm9v"), webhook],
  ["webex.update", ({ webex }) => webex.update("Zm9v", desired), webhook],
  ["webex.delete", ({ webex }) => webex.delete("Zm9v"), undefined],
  ["8x8.createOrReplace", ({ client8x8 }) => client8x8.createOrReplace([item]), undefined],
  ["8x8.delete", ({ client8x8 }) => client8x8.delete([{ subAccountId: "*" }]), undefined],
];

describe.each(calls)("%s().withResponse()", (name, call, data) => {
  it("returns the result and what the response reports", async () => {
    const clients = script({}, 429, () => json(webhook, { status: 201, headers }));
    const result = await clients.clock.settle(call(clients).withResponse());
    const requestId = name.startsWith("webex") ? "ROUTER_1" : undefined;
    expect(result).toMatchObject({ response: { status: 201, requestId } });
    expect(result.data).toEqual(data);
    expect(result.response.headers.get("ratelimit-remaining")).toBe("7");
  });

  it("rejects as the call does, and leaves no rejection unhandled", async () => {
    const clients = script({ retries: 0 }, 403);
    expect(await rejection(call(clients).withResponse())).toMatchObject({ name: "HttpError", status: 403 });
    await idle();
    expect(unhandled).not.toHaveBeenCalled();
  });

  it("sends one request, also where the promise is awaited too", async () => {
    const clients = script({}, found);
    const promise = call(clients);
    expect(await promise).toEqual((await promise.withResponse()).data);
    expect(clients.requests).toHaveLength(1);
  });
});

describe("withResponse() of a create", () => {
  it("has the status 200 and no headers where a list has shown what an earlier attempt created", async () => {
    const { clock, webex } = script({}, 503, () => listed(webhook));
    const { data, response } = await clock.settle(webex.create(desired).withResponse());
    expect(data).toEqual(webhook);
    expect([response.status, response.headers.get("TrackingID")]).toEqual([200, null]);
  });
});

describe("onAttempt", () => {
  it("gets the headers of each response, which logs of its argument don't contain", async () => {
    const seen: unknown[] = [];
    const onAttempt = (info: { headers?: { get(name: string): string | null } }) => {
      seen.push(info.headers?.get("RateLimit-Remaining"));
      expect(JSON.stringify(info)).not.toContain("headers");
    };
    const broken = new TypeError("fetch failed");
    const { clock, webex } = script({ onAttempt }, broken, () => json({ items: [webhook] }, { headers }));
    await clock.settle(webex.list().toArray());
    expect(seen).toEqual([undefined, "7"]);
  });
});

describe("an unknown option of a call", () => {
  it.each(operations)("is rejected by %s with the nearest name", async (_name, _id, call) => {
    for (const [name, nearest] of [
      ["timeot", "timeout"],
      ["Retries", "retries"],
      ["onAttemp", "onAttempt"],
      ["maxRetryAfer", "maxRetryAfter"],
    ] as const) {
      const { requests, ...clients } = script({}, found);
      const error = await rejection(call(clients, { [name]: 1 }));
      expect(error).toMatchObject({ name: "InvalidRequestError", issues: [{ path: [name] }] });
      expect((error as Error).message).toMatch(
        new RegExp(` was not sent: ${name} isn't a known option; did you mean ${nearest}\\?$`),
      );
      expect(requests).toHaveLength(0);
    }
  });
});

describe("createApiClient", () => {
  it.each(["", "two words", "Bearer x"])("rejects a token that can't be sent when it is created: %j", (auth) => {
    const api = { operations: {}, parseErrorDetails: () => ({}), secretFields: [] };
    expect(() => createApiClient(api, { auth })).toThrow(TypeError);
  });
});
