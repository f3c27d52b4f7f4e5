import { describe, expect, it, vi } from "vitest";
import type { AuthContext, RetryInfo } from "../../src/index.js";
import { HttpError, NetworkError } from "../../src/index.js";
import { json, rejection } from "../helpers.js";
import { operations } from "./operations.js";
import { desired, found, listed, type Step, script, systemError, webhook } from "./script.js";

const methods = (requests: readonly Request[]) => requests.map(({ method }) => method);
const later = () => new Response("<html>", { status: 503, headers: { "Retry-After": "5" } });

describe("the number of requests", () => {
  it.each(operations)("of %s is one with retries: 0, whatever the failure", async (_name, operationId, call) => {
    const auth = vi.fn(async () => "token-1");
    for (const step of [503, 429, 423, 408, 401, later, systemError("ECONNREFUSED"), systemError("ECONNRESET")]) {
      const { clock, requests, ...clients } = script({ retries: 0, auth }, step);
      expect(await clock.settle(rejection(call(clients)))).toMatchObject({ operationId, attempts: 1 });
      expect(requests).toHaveLength(1);
      const other = script({ auth }, step);
      await other.clock.settle(rejection(call(other, { retries: 0 })));
      expect(other.requests).toHaveLength(1);
      expect(clock.due()).toEqual([]);
    }
  });

  it.each(operations.filter(([, operationId]) => operationId !== "createWebhook"))(
    "of %s is three by default",
    async (_name, operationId, call) => {
      for (const step of [503, systemError("ECONNRESET")]) {
        const { clock, requests, ...clients } = script({}, step);
        expect(await clock.settle(rejection(call(clients)))).toMatchObject({ operationId, attempts: 3 });
        expect(requests).toHaveLength(3);
      }
    },
  );

  it("ends with the first response that isn't retryable", async () => {
    const { clock, requests, webex } = script({ retries: 9 }, 503, systemError("EPIPE"), 408, found);
    expect(await clock.settle(webex.get("Zm9v"))).toEqual(webhook);
    expect(requests).toHaveLength(4);
    for (const status of [400, 403, 404, 409, 410, 302, 501]) {
      const failing = script({ retries: 9 }, 500, status);
      const error = await failing.clock.settle(rejection(failing.client8x8.list().toArray()));
      expect(error).toMatchObject({ name: "HttpError", status, attempts: 2, retryable: false });
      expect(failing.requests).toHaveLength(2);
    }
  });

  it("is one where the response is 2xx and invalid", async () => {
    const { clock, requests, webex } = script({}, () => new Response("<html>"));
    expect(await clock.settle(rejection(webex.get("Zm9v")))).toMatchObject({ name: "InvalidResponseError" });
    expect(requests).toHaveLength(1);
  });

  it("grows where the body of a 2xx breaks off", async () => {
    const broken = () => new Response(new ReadableStream({ start: (it) => it.error(new Error("terminated")) }));
    const { clock, requests, webex } = script({}, broken, found);
    expect(await clock.settle(webex.get("Zm9v"))).toEqual(webhook);
    expect(requests).toHaveLength(2);
  });
});

describe("creating a webhook of Webex", () => {
  const step = (failure: number | string) => (typeof failure === "string" ? systemError(failure) : failure);

  it.each([429, 423, "ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"])(
    "is retried without a list after %s, by which nothing was processed",
    async (failure) => {
      const { clock, requests, webex } = script({}, step(failure), found);
      expect(await clock.settle(webex.create(desired))).toEqual(webhook);
      expect(methods(requests)).toEqual(["POST", "POST"]);
    },
  );

  it.each([408, 500, 502, 503, 504, "ECONNRESET", "UND_ERR_SOCKET"])(
    "is retried after %s once the list has shown that there is none",
    async (failure) => {
      const old = { ...webhook, id: "b2xk", targetUrl: "https://hooks.example.com/other" };
      const { clock, requests, webex } = script({}, step(failure), () => listed(old), found);
      expect(await clock.settle(webex.create(desired))).toEqual(webhook);
      expect(methods(requests)).toEqual(["POST", "GET", "POST"]);
    },
  );

  it.each([400, 401, 403, 404, 409, 422, 501])("is not retried after %i", async (status) => {
    const { clock, requests, webex } = script({}, status, found);
    expect(await clock.settle(rejection(webex.create(desired)))).toMatchObject({ status, attempts: 1 });
    expect(methods(requests)).toEqual(["POST"]);
  });

  it("is not retried where the list has it", async () => {
    const { clock, requests, webex } = script({}, 503, () => listed({ ...webhook, id: "YmFy" }));
    expect(await clock.settle(webex.create(desired))).toMatchObject({ id: "YmFy" });
    expect(methods(requests)).toEqual(["POST", "GET"]);
  });

  it.each<[string, Step]>([
    ["has one that was there before", () => listed({ ...webhook, created: "2026-04-01T00:00:00.000Z" })],
    ["fails too", 403],
    ["isn't a list", () => json({})],
  ])("fails with the first failure where the list %s", async (_name, list) => {
    const { clock, requests, webex } = script({}, 503, list);
    const error = (await clock.settle(rejection(webex.create(desired)))) as HttpError;
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toMatchObject({ status: 503, operationId: "createWebhook", attempts: 1, body: { message: "No" } });
    expect(error.message).toMatch(/\. The request may have been processed\. Check before you retry\.$/);
    expect(methods(requests)).toEqual(["POST", "GET"]);
  });
});

describe("deleting", () => {
  it("accepts a 404 where an earlier attempt may have been processed", async () => {
    const { clock, webex } = script({}, 503, 404);
    expect(await clock.settle(webex.delete("Zm9v"))).toBeUndefined();
  });

  it.each([429, 423, 401, "ECONNREFUSED"])(
    "fails with a 404 after %s, by which nothing was processed",
    async (failure) => {
      const first = typeof failure === "string" ? systemError(failure) : failure;
      const { clock, webex } = script({ auth: async () => "token-1" }, first, 404);
      expect(await clock.settle(rejection(webex.delete("Zm9v")))).toMatchObject({ name: "HttpError", status: 404 });
    },
  );
});

describe("each attempt", () => {
  it("sends a request of its own with the same text", async () => {
    const texts: string[] = [];
    const read = async (request: Request) => {
      expect(request.bodyUsed).toBe(false);
      texts.push(await request.text());
      return new Response(null, { status: texts.length < 4 ? 503 : 200 });
    };
    const { clock, requests, client8x8 } = script({ retries: 3 }, read);
    const body = [{ subAccountId: "Märkte", url: "https://hooks.example.com", httpAuthorization: "Bearer x-1" }];
    await clock.settle(client8x8.createOrReplace(body));
    expect(texts).toEqual(Array(4).fill(JSON.stringify(body)));
    expect(new Set(requests).size).toBe(4);
    expect(new Set(requests.map(({ signal }) => signal)).size).toBe(4);
    expect(new Set(requests.map(({ method, url }) => `${method} ${url}`)).size).toBe(1);
  });

  it("cancels the body of the response before, and does not wait for its end", async () => {
    const cancel = vi.fn(() => new Promise<void>(() => undefined));
    const endless = () =>
      new Response(new ReadableStream({ cancel }), { status: 503, headers: { "Retry-After": "3" } });
    const babbling = () =>
      new Response(new ReadableStream({ pull: (it) => it.enqueue(new Uint8Array(9)), cancel }), { status: 429 });
    const { clock, requests, webex } = script({}, endless, babbling, found);
    const call = webex.get("Zm9v");
    await clock.advance(3_374);
    expect([requests.length, cancel.mock.calls.length]).toEqual([1, 1]);
    await clock.advance(1);
    expect([requests.length, cancel.mock.calls.length]).toEqual([2, 2]);
    await clock.advance(500);
    expect(await call).toEqual(webhook);
  });

  it("goes on where the body before can't be cancelled", async () => {
    const cancel = () => Promise.reject(new Error("stuck"));
    const { clock, webex } = script({}, () => new Response(new ReadableStream({ cancel }), { status: 503 }), found);
    expect(await clock.settle(webex.get("Zm9v"))).toEqual(webhook);
  });
});

describe("the wait", () => {
  const waits = async (header: string | undefined, status = 503, options = {}) => {
    const headers: Record<string, string> = header === undefined ? {} : { "Retry-After": header };
    const delays: number[] = [];
    const onRetry = ({ delay }: RetryInfo) => delays.push(delay);
    const response = () => new Response(null, { status, headers });
    const { clock, requests, webex } = script({ onRetry, ...options }, response, response, found);
    const start = clock.now();
    await clock.settle(webex.get("Zm9v"));
    expect(requests).toHaveLength(3);
    expect(clock.now() - start).toBe(delays.reduce((sum, delay) => sum + delay, 0));
    return delays;
  };

  it.each([
    ["0", 0],
    ["7", 7_000],
    [" 7 ", 7_000],
    ["0.5", 500],
    ["1.5", 1_500],
    ["60", 60_000],
    ["61", 60_000],
    ["1e9", 60_000],
  ])("is what Retry-After: %s asks for, up to a minute", async (header, delay) => {
    for (const status of [408, 423, 429, 500, 502, 503, 504]) {
      expect(await waits(header, status, { random: () => 0 })).toEqual([delay, delay]);
    }
  });

  it.each(["Fri, 01 May 2026 12:00:30 GMT", "Friday, 01-May-26 12:00:30 GMT", "Fri May  1 12:00:30 2026"])(
    "lasts until %s",
    async (header) => {
      expect(await waits(header, 503, { random: () => 0 })).toEqual([30_000, 0]);
    },
  );

  const garbage = [undefined, "", "-1", "+5", "0x10", "NaN", "Infinity", "-1, soon", "rand(30),add(30)", "soon"];

  it.each([...garbage, "Fri, 01 May 2026 11:59:59 GMT", "Fri, 99 May 2026 12:00:30 GMT"])(
    "grows with jitter where Retry-After is %s",
    async (header) => {
      expect(await waits(header)).toEqual([250, 500]);
      expect(await waits(header, 500, { random: () => 0 })).toEqual([0, 0]);
      expect(await waits(header, 429, { random: () => 0.999 })).toEqual([499.5, 999]);
    },
  );

  it("is no longer than maxRetryAfter where Retry-After asks for more", async () => {
    const random = () => 0;
    expect(await waits("9", 503, { maxRetryAfter: 4_000, random })).toEqual([4_000, 4_000]);
    expect(await waits("9", 503, { maxRetryAfter: 0, random })).toEqual([0, 0]);
    expect(await waits("90", 503, { maxRetryAfter: Number.POSITIVE_INFINITY, random })).toEqual([90_000, 90_000]);
    expect(await waits("9", 503, { maxRetryAfter: 4_000 })).toEqual([4_500, 4_500]);
    expect(await waits(undefined, 503, { maxRetryAfter: 1 })).toEqual([250, 500]);
  });

  it("is long where Retry-After and maxRetryAfter are beyond what timers can do", async () => {
    const thirtyDays = () => new Response(null, { status: 503, headers: { "Retry-After": "2592000" } });
    const longest = 2 ** 31 - 1;
    // As Node does it: a longer time is one millisecond.
    const setTimer = (callback: () => void, time: number) => clock.setTimer(callback, time > longest ? 1 : time);
    const options = { maxRetryAfter: Number.POSITIVE_INFINITY, timeout: Number.POSITIVE_INFINITY, setTimer };
    const { clock, webex } = script(options, thirtyDays, found);
    const start = clock.now();
    await clock.settle(webex.get("Zm9v"));
    expect(clock.now() - start).toBeGreaterThanOrEqual(longest);
  });

  it("is the whole backoff before reconciling", async () => {
    const { clock, requests, webex } = script({ random: () => 0 }, 503, () => listed(), found);
    const call = webex.create(desired);
    await clock.advance(499);
    expect(requests).toHaveLength(1);
    await clock.advance(1);
    expect(await call).toEqual(webhook);
  });
});

describe("a 401", () => {
  it("is retried once with a token of another call of the function", async () => {
    const auth = vi.fn(async ({ rejected }: AuthContext) => (rejected ? "new" : "old"));
    const { clock, requests, webex } = script({ auth }, 401, found);
    const start = clock.now();
    expect(await clock.settle(webex.create(desired))).toEqual(webhook);
    expect(auth.mock.calls).toEqual([[{ rejected: undefined }], [{ rejected: "old" }]]);
    expect(requests.map(({ headers }) => headers.get("Authorization"))).toEqual(["Bearer old", "Bearer new"]);
    expect(clock.now()).toBe(start);
  });

  it("fails the second time, even later", async () => {
    for (const steps of [[401], [401, 503, 401], [503, 401, 401]]) {
      const auth = vi.fn(async () => "token-1");
      const { clock, requests, client8x8 } = script({ auth, retries: 9 }, ...steps);
      const error = await clock.settle(rejection(client8x8.list().toArray()));
      const attempts = Math.max(steps.length, 2);
      expect(error).toMatchObject({ name: "HttpError", status: 401, attempts, retryable: false });
      expect(requests).toHaveLength(attempts);
      expect(auth).toHaveBeenCalledTimes(2);
    }
  });

  it("fails at once where auth is a string", async () => {
    const { clock, requests, webex } = script({ retries: 9 }, 401, found);
    expect(await clock.settle(rejection(webex.get("Zm9v")))).toMatchObject({ status: 401, attempts: 1 });
    expect(requests).toHaveLength(1);
  });

  it("lets the second call's own error through", async () => {
    const failure = new Error("vault is sealed");
    const auth = ({ rejected }: AuthContext) => (rejected ? Promise.reject(failure) : "old");
    const { clock, webex } = script({ auth }, 401);
    expect(await clock.settle(rejection(webex.get("Zm9v")))).toBe(failure);
  });
});

describe("an error after retries", () => {
  it("is the last one, with the number of attempts", async () => {
    const { clock, webex } = script({}, 503, 500, systemError("ECONNRESET"));
    const error = await clock.settle(rejection(webex.get("Zm9v")));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ attempts: 3, retryable: true });
  });
});
