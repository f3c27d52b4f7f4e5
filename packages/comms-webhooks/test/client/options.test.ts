import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { create8x8Webhooks } from "../../src/8x8/index.js";
import { type BaseClientOptions, type CallOptions, InvalidRequestError } from "../../src/index.js";
import { createWebexWebhooks } from "../../src/webex/index.js";
import { json, observe, rejection } from "../helpers.js";
import { operations } from "./operations.js";
import { desired, found, script } from "./script.js";

describe("the options of a call", () => {
  it("take the place of the client's", async () => {
    const hook = vi.fn();
    const client = { retries: 5, timeout: 1, deadline: 1, maxRetryAfter: 1, onAttempt: hook, onRetry: hook };
    const random = () => 0;
    const { clock, requests, webex } = script(
      { ...client, random },
      () => new Response(null, { status: 503, headers: { "Retry-After": "9" } }),
    );
    const [onAttempt, onRetry] = [vi.fn(), vi.fn()];
    const given = { retries: 1, timeout: 9_000, deadline: 90_000, maxRetryAfter: 8_000, onAttempt, onRetry };
    const start = clock.now();
    await clock.settle(rejection(webex.get("Zm9v", given)));
    expect(requests).toHaveLength(2);
    expect(clock.now() - start).toBe(8_000);
    expect([onAttempt.mock.calls.length, onRetry.mock.calls.length, hook.mock.calls.length]).toEqual([2, 1, 0]);
  });

  it("hold for that call only", async () => {
    const { clock, requests, webex } = script({ retries: 3 }, 503);
    await clock.settle(rejection(webex.get("Zm9v", { retries: 0 })));
    await clock.settle(rejection(webex.get("Zm9v")));
    expect(requests).toHaveLength(1 + 4);
  });

  it("leave the client's where they are undefined", async () => {
    const hook = vi.fn();
    const headers = { traceparent: "00-1" };
    const client = { retries: 1, maxRetryAfter: 70, onAttempt: hook, headers, random: () => 0 };
    const response = () => new Response(null, { status: 503, headers: { "Retry-After": "9" } });
    const { clock, requests, webex } = script(client, response);
    const given = Object.fromEntries(Object.keys(rules).map((name) => [name, undefined]));
    const start = clock.now();
    await clock.settle(rejection(webex.get("Zm9v", given)));
    expect(requests.map(({ headers }) => headers.get("traceparent"))).toEqual(["00-1", "00-1"]);
    expect(clock.now() - start).toBe(70);
    expect(hook).toHaveBeenCalledTimes(2);
  });

  it("may be undefined in a client too, which leaves the defaults", async () => {
    const { clock, requests, webex } = script(
      Object.fromEntries(Object.keys(rules).map((name) => [name, undefined])),
      503,
    );
    await clock.settle(rejection(webex.get("Zm9v")));
    expect(requests).toHaveLength(3);
  });
});

describe("headers", () => {
  it("of the client and of the call are sent on every attempt", async () => {
    const client = { headers: { traceparent: "00-client", "X-Team": "lobby" }, auth: async () => "token-1" };
    const { clock, requests, webex } = script(client, 503, 401, found);
    await clock.settle(webex.update("Zm9v", desired, { headers: { Traceparent: "00-call", "x-call": "7" } }));
    expect(requests).toHaveLength(3);
    for (const { headers } of requests) {
      expect(Object.fromEntries(headers)).toEqual({
        authorization: "Bearer token-1",
        "content-type": "application/json",
        traceparent: "00-call",
        "x-team": "lobby",
        "x-call": "7",
      });
    }
  });

  it("of one call are not those of the next", async () => {
    const { requests, webex } = script({}, found);
    await webex.get("Zm9v", { headers: { traceparent: "00-call" } });
    await webex.get("Zm9v");
    expect(requests.map(({ headers }) => headers.has("traceparent"))).toEqual([true, false]);
  });

  it("never replace the Authorization, even if they change after they were checked", async () => {
    const headers: Record<string, string> = { traceparent: "00-1" };
    const { requests, webex } = script({ headers }, found);
    headers["authorization"] = "Bearer of-another";
    headers["AUTHORIZATION"] = "Bearer of-another";
    await webex.get("Zm9v");
    expect(requests[0]?.headers.get("Authorization")).toBe("Bearer token-1");
  });

  it.each([
    ["Headers", new Headers({ traceparent: "00-1" })],
    ["pairs", [["traceparent", "00-1"]]],
  ])("are sent or rejected, but not lost, where they are %s", async (_name, headers) => {
    const { requests, webex } = script({}, found);
    await webex.get("Zm9v", { headers: headers as never }).catch((error: unknown) => {
      expect(error).toMatchObject({ name: "InvalidRequestError", issues: [{ path: ["headers"] }] });
    });
    for (const request of requests) expect(request.headers.get("traceparent")).toBe("00-1");
  });
});

const whole = "a whole number from 0 up";
const time = "milliseconds from 0 to 2147483647, or Infinity";
const headers = "an object of header names and values, without Authorization and Content-Type";
/** The rule of each option, and values that break it. */
const rules: Record<keyof CallOptions, [rule: string, ...wrong: unknown[]]> = {
  retries: [whole, -1, 1.5, Number.NaN, "2", null, Number.POSITIVE_INFINITY, 2 ** 53],
  timeout: [time, -1, "5", 2 ** 31, Number.NaN, null, new Date()],
  deadline: [time, -1, "5", 2 ** 31, Number.NaN, Number.NEGATIVE_INFINITY],
  maxRetryAfter: [time, -0.001, "5", 2 ** 31, Number.NaN],
  signal: ["an AbortSignal", {}, null, "abort", new AbortController()],
  headers: [
    headers,
    { Authorization: "Bearer s3cret-value" },
    { AUTHORIZATION: "Bearer s3cret-value" },
    { "content-type": "text/plain" },
    { traceparent: "s3cret-value\r\nX-Forged: 1" },
    { "X-\nForged": "s3cret-value" },
    { "": "s3cret-value" },
    { emoji: "s3cret-value \u{1f600}" },
    "traceparent: 00-1",
    5,
    null,
  ],
  onAttempt: ["a function", {}, "console.log", null, true],
  onRetry: ["a function", {}, "console.log", null, []],
};
/** What a message shows of a wrong value: a number, or the type where that is the mistake. */
function got(name: string, value: unknown): string {
  if (typeof value === "number") return `; got ${value}`;
  return value === null || typeof value !== types[name] ? `; got ${value === null ? "null" : typeof value}` : "";
}
const types: Record<string, string> = {
  ...{ retries: "number", timeout: "number", deadline: "number", maxRetryAfter: "number" },
  ...{ signal: "object", headers: "object", onAttempt: "function", onRetry: "function" },
};
const wrong = Object.entries(rules).flatMap(([name, [rule, ...values]]) =>
  values.map((value) => ({
    name,
    value,
    shown: inspect(value),
    message: `${name} must be ${rule}${got(name, value)}`,
  })),
);

describe("a wrong option", () => {
  const { shared } = script({}, found);

  it.each(wrong)("is rejected by both factories: $name $shown", ({ name, value, message }) => {
    expect(() => createWebexWebhooks({ ...shared, [name]: value })).toThrow(new TypeError(message));
    expect(() => create8x8Webhooks({ ...shared, accountId: "ExampleCorp", [name]: value })).toThrow(
      new TypeError(message),
    );
  });

  it.each(wrong)("is rejected by a call, which sends nothing: $name $shown", async ({ name, value, message }) => {
    const auth = vi.fn(async () => "token-1");
    const { requests, webex } = script({ auth }, found);
    const error = (await rejection(webex.get("Zm9v", { [name]: value }))) as InvalidRequestError;
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error.message).toBe(`getWebhook was not sent: ${message}`);
    expect(error.issues).toEqual([{ path: [name], message }]);
    expect(inspect(error)).not.toContain("s3cret-value");
    expect([requests.length, auth.mock.calls.length]).toEqual([0, 0]);
  });

  it.each(operations)("is rejected by %s", async (_name, _operationId, call) => {
    for (const { name, value } of wrong) {
      const { requests, ...clients } = script({}, found);
      const error = await rejection(call(clients, { [name]: value }));
      expect(error).toMatchObject({ name: "InvalidRequestError", issues: [{ path: [name] }], attempts: 0 });
      expect(requests).toHaveLength(0);
    }
  });

  it("is named with all others", async () => {
    const error = await rejection(script({}, found).webex.get("Zm9v", { retries: -1, timeout: -1 }));
    expect((error as Error).message).toBe(
      `getWebhook was not sent: retries must be ${whole}; got -1; timeout must be ${time}; got -1`,
    );
  });

  it("of the clock, of chance or of target URLs is rejected by both factories", () => {
    const create8x8 = (options: BaseClientOptions) => create8x8Webhooks({ ...options, accountId: "ExampleCorp" });
    for (const create of [createWebexWebhooks, create8x8]) {
      for (const name of ["now", "setTimer", "random", "fetch"]) {
        const message = `${name} must be a function; got 5`;
        expect(() => create({ ...shared, [name]: 5 })).toThrow(new TypeError(message));
      }
      for (const targets of ["private", "", null, true]) {
        const message = /^targetUrls must be "public-https" or "any"(?:; got (?:null|boolean))?$/;
        expect(() => create({ ...shared, targetUrls: targets as never })).toThrow(message);
      }
    }
  });

  it.each(operations)(
    "in place of all options throws this package's errors: %s(…, null)",
    async (_name, _operationId, call) => {
      const { clock, ...clients } = script({ retries: 0 }, 404);
      const error = await clock.settle(rejection(call(clients, null as never)));
      expect((error as Error).name).toMatch(/^(?:InvalidRequestError|HttpError)$/);
    },
  );
});

describe("a right option at its limit", () => {
  it.each<[string, CallOptions]>([
    ["retries", { retries: Number.MAX_SAFE_INTEGER }],
    ["times of nothing", { timeout: 1, maxRetryAfter: 0 }],
    ["the longest times", { timeout: 2 ** 31 - 1, deadline: 2 ** 31 - 1, maxRetryAfter: 2 ** 31 - 1 }],
    ["no limits", { timeout: Infinity, deadline: Infinity, maxRetryAfter: Infinity }],
    ["no headers", { headers: {} }],
  ])("is accepted: %s", async (_name, options) => {
    expect(await script({}, found).webex.get("Zm9v", options)).toBeDefined();
    expect(await script(options, found).webex.get("Zm9v")).toBeDefined();
  });
});

describe("an unknown option", () => {
  it.each([
    ["retry", "retry isn't a known option; did you mean retries?"],
    ["timeoutMs", "timeoutMs isn't a known option; did you mean timeout?"],
    ["OnRetry", "OnRetry isn't a known option; did you mean onRetry?"],
    ["constructor", "constructor isn't a known option"],
    ["dryRun", "dryRun isn't a known option"],
  ])("is rejected by name, with the nearest right name: %s", async (name, message) => {
    const { requests, shared, webex, client8x8 } = script({}, found);
    for (const call of [webex.get("Zm9v", { [name]: true }), client8x8.list({ [name]: true }).toArray()]) {
      expect(await rejection(call)).toMatchObject({ name: "InvalidRequestError", issues: [{ path: [name], message }] });
    }
    expect(requests).toHaveLength(0);
    expect(() => createWebexWebhooks({ ...shared, [name]: true })).toThrow(new TypeError(message));
    expect(() => create8x8Webhooks({ ...shared, accountId: "ExampleCorp", [name]: true })).toThrow(message);
  });

  it("of a client is rejected with the nearest right name", () => {
    const { shared } = script({}, found);
    for (const [name, message] of [
      ["targets", "targets isn't a known option; did you mean targetUrls?"],
      ["baseURL", "baseURL isn't a known option; did you mean baseUrl?"],
      ["accountId", "accountId isn't a known option"],
    ] as const) {
      expect(() => createWebexWebhooks({ ...shared, [name]: "any" })).toThrow(new TypeError(message));
    }
  });

  it("is known where it is undefined", async () => {
    const { shared, webex } = script({}, found);
    expect(await webex.get("Zm9v", { retry: undefined } as object)).toBeDefined();
    expect(createWebexWebhooks({ ...shared, targets: undefined } as typeof shared)).toBeDefined();
  });
});

describe("an option of ensure", () => {
  const webhook = {
    name: "Rooms",
    targetUrl: "https://hooks.example.com",
    resource: "rooms",
    event: "created",
  } as const;

  it.each([
    [{ appId: 5 }, "appId must be an app's id; got 5"],
    [{ appId: "" }, "appId must be an app's id"],
    [{ dryRun: "no" }, "dryRun must be true or false; got string"],
    [{ secrets: "rotate" }, 'secrets must be "write", "compare" or "keep"'],
    [{ inactiveSince: new Date() }, "inactiveSince isn't a known option"],
    [{ prune: true }, "prune isn't a known option"],
  ])("is rejected by name before anything is sent: %j", async (options, message) => {
    const { fetch, requests } = observe(json({ items: [] }));
    const error = await rejection(createWebexWebhooks({ auth: "token", fetch }).ensure(webhook, options as never));
    expect((error as Error).message).toBe(`createWebhook was not sent: ${message}`);
    expect(requests).toHaveLength(0);
  });
});

describe("options that an object inherits", () => {
  it("are rejected, since copies would lose them", async () => {
    const inherited = (own: object, others: object) => Object.assign(Object.create(others), own);
    const message = "timeout must be set on the object itself, not inherited";
    const base = { auth: "token", accountId: "a" };
    expect(() => create8x8Webhooks(inherited(base, { timeout: 5 }))).toThrow(message);
    expect(() => createWebexWebhooks(inherited({ auth: "token" }, { timeout: 5 }))).toThrow(message);
    const call = createWebexWebhooks({ auth: "token" }).get("Zm9v", inherited({}, { timeout: 5 }));
    await expect(call).rejects.toThrow(message);
  });
});
