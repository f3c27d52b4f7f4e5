import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { TimeoutError } from "../../src/index.js";
import { json, rejection } from "../helpers.js";
import { desired, endless, found, idle, later, listed, never, type Step, script, webhook } from "./script.js";

const unhandled = vi.fn();
process.on("unhandledRejection", unhandled);

afterEach(async () => {
  await idle();
  expect(unhandled).not.toHaveBeenCalled();
});
afterAll(() => void process.off("unhandledRejection", unhandled));

describe("timeout", () => {
  it.each<[string, Step]>([
    ["a fetch that never settles", never],
    ["a body that never ends", () => endless()],
  ])("ends %s", async (_name, step) => {
    const { clock, requests, webex } = script({ retries: 0, timeout: 100 }, step);
    const start = clock.now();
    const call = rejection(webex.get("Zm9v"));
    await clock.advance(99);
    expect(requests[0]?.signal.aborted).toBe(false);
    const error = (await clock.settle(call)) as TimeoutError;
    expect(clock.now() - start).toBe(100);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ limit: "timeout", milliseconds: 100, attempts: 1, retryable: true });
    expect(error.message).toBe(
      "GET https://webexapis.com/v1/webhooks/Zm9v got no response within its timeout of 100 ms",
    );
    expect(requests[0]?.signal.aborted).toBe(true);
    expect(clock.due()).toEqual([]);
  });

  it("is one limit for the response and its body", async () => {
    const cancel = vi.fn();
    const { clock, requests, webex } = script({ retries: 0, timeout: 100 }, () =>
      later(clock, 60, endless({ cancel })),
    );
    const start = clock.now();
    expect(await clock.settle(rejection(webex.get("Zm9v")))).toMatchObject({ limit: "timeout" });
    expect(clock.now() - start).toBe(100);
    expect(cancel).toHaveBeenCalledTimes(1);
    expect(requests[0]?.signal.aborted).toBe(true);
  });

  it("is not put off by a body that trickles", async () => {
    const pull = (it: ReadableStreamDefaultController) =>
      new Promise<void>((resolve) => {
        clock.setTimer(() => {
          it.enqueue(new Uint8Array([32]));
          resolve();
        }, 30);
      });
    const { clock, webex } = script({ retries: 0, timeout: 100 }, () => endless({ pull }));
    const start = clock.now();
    expect(await clock.settle(rejection(webex.get("Zm9v")))).toMatchObject({ limit: "timeout" });
    expect(clock.now() - start).toBe(100);
  });

  it("is fresh for each attempt", async () => {
    const slow = () => later(clock, 99, found());
    const { clock, requests, webex } = script({ timeout: 100, retries: 2 }, never, () => endless(), slow);
    const start = clock.now();
    expect(await clock.settle(webex.get("Zm9v"))).toEqual(webhook);
    expect(clock.now() - start).toBe(100 + 250 + 100 + 500 + 99);
    expect(requests.map(({ signal }) => signal.aborted)).toEqual([true, true, false]);
    expect(clock.due()).toEqual([]);
  });

  it("is 30 seconds by default, and none where it is Infinity", async () => {
    for (const [timeout, due] of [[undefined, [30_000]] as const, [Number.POSITIVE_INFINITY, []] as const]) {
      const { clock, webex } = script({ timeout }, never);
      const start = clock.now();
      const controller = new AbortController();
      const call = rejection(webex.get("Zm9v", { signal: controller.signal }));
      await clock.advance(0);
      expect(clock.due()).toEqual(due.map((time) => start + time));
      controller.abort();
      await call;
    }
  });

  it("leads to reconciling, since the webhook may have been created", async () => {
    const { clock, requests, webex } = script({ timeout: 100 }, never, () => listed(webhook));
    expect(await clock.settle(webex.create(desired))).toEqual(webhook);
    expect(requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
    const once = script({ timeout: 100, retries: 0 }, never);
    const error = (await once.clock.settle(rejection(once.webex.create(desired)))) as TimeoutError;
    expect(error.message).toMatch(/ of 100 ms\. The request may have been processed\. Check before you retry\.$/);
  });
});

describe("deadline", () => {
  it.each<[string, object, Step]>([
    ["a fetch that never settles", {}, never],
    ["a fetch whose time limit is the same", { timeout: 700 }, never],
    ["a body that never ends", {}, () => endless()],
    ["an auth function that never settles", { auth: () => new Promise<string>(() => undefined) }, found],
    ["attempts that end by their time limit", { timeout: 100, random: () => 0.3, retries: 99 }, never],
    ["a wait whose timer is late", { late: true }, 503],
  ])("ends %s to the millisecond", async (_name, { late = false, ...options }: { late?: boolean }, step) => {
    const setTimer = (callback: () => void, time: number) =>
      clock.setTimer(callback, late && time === 250 ? 9e9 : time);
    const { clock, requests, webex } = script({ ...options, setTimer }, step);
    const start = clock.now();
    const error = await clock.settle(rejection(webex.get("Zm9v", { deadline: 700 })));
    expect(clock.now() - start).toBe(700);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ limit: "deadline", milliseconds: 700, attempts: requests.length });
    expect((error as Error).message).toMatch(/ got no response within its deadline of 700 ms$/);
    if (step !== 503) for (const { signal } of requests) expect(signal.aborted).toBe(true);
    expect(clock.due()).toEqual([]);
  });

  it("is for all pages of a list", async () => {
    const page = () => later(clock, 300, json({ items: [webhook] }, { headers: { Link: next(requests.length) } }));
    const next = (page: number) => `<https://webexapis.com/v1/webhooks?cursor=${page}>; rel="next"`;
    const { clock, requests, webex } = script({ deadline: 1_000 }, page);
    const start = clock.now();
    expect(await clock.settle(rejection(webex.list().toArray()))).toMatchObject({ limit: "deadline", attempts: 1 });
    expect(clock.now() - start).toBe(1_000);
    expect(requests.map(({ signal }) => signal.aborted)).toEqual([false, false, false, true]);
  });

  it("fails at once with the last failure where the wait would not end before it", async () => {
    const busy = () => new Response("busy", { status: 503, headers: { "Retry-After": "0.2" } });
    const { clock, requests, webex } = script({ deadline: 1_000, retries: 99, random: () => 0 }, busy);
    const start = clock.now();
    const error = await clock.settle(rejection(webex.get("Zm9v")));
    expect(error).toMatchObject({ name: "HttpError", status: 503, attempts: 5, body: "busy", retryAfter: 200 });
    expect(clock.now() - start).toBe(800);
    expect(requests).toHaveLength(5);
    expect(clock.due()).toEqual([]);
  });

  it("is for reconciling too, and then the call fails as it did before", async () => {
    const { clock, webex } = script({ deadline: 800 }, 503, never);
    const start = clock.now();
    const error = await clock.settle(rejection(webex.create(desired)));
    expect(error).toMatchObject({ name: "HttpError", status: 503, operationId: "createWebhook" });
    expect(clock.now() - start).toBe(800);
    expect(clock.due()).toEqual([]);
  });

  it("of 0 sends nothing and gets no token", async () => {
    const auth = vi.fn(async () => "token-1");
    const { requests, webex } = script({ auth }, found);
    const error = await rejection(webex.get("Zm9v", { deadline: 0 }));
    expect(error).toMatchObject({ name: "TimeoutError", limit: "deadline", milliseconds: 0, attempts: 0 });
    expect([requests.length, auth.mock.calls.length]).toEqual([0, 0]);
  });

  it("begins anew with each call", async () => {
    const { clock, webex } = script({ deadline: 100 }, () => later(clock, 70, found()));
    for (let call = 0; call < 3; call += 1) expect(await clock.settle(webex.get("Zm9v"))).toEqual(webhook);
  });

  it("leaves the time limit of an attempt where that is shorter", async () => {
    const { clock, webex } = script({ deadline: 101, timeout: 100, retries: 0 }, never);
    expect(await clock.settle(rejection(webex.get("Zm9v")))).toMatchObject({ limit: "timeout", milliseconds: 100 });
  });
});

describe("deadline, with the timers of the system", () => {
  const busy = () => new Response(null, { status: 503, headers: { "Retry-After": "0.03" } });

  it.each<[string, object, Step]>([
    ["a fetch that never settles", {}, never],
    ["a body that never ends", {}, () => endless()],
    ["an auth function that never settles", { auth: () => new Promise<string>(() => undefined) }, found],
    ["waits", { retries: 99 }, busy],
    ["attempts that end by their time limit", { timeout: 10, random: () => 0.01, retries: 99 }, never],
  ])("is not passed by more than a turn of the event loop: %s", async (_name, options, step) => {
    const { webex } = script({ ...options, now: undefined, setTimer: undefined }, step);
    let settled = false;
    const call = rejection(webex.get("Zm9v", { deadline: 50 })).finally(() => {
      settled = true;
    });
    // A millisecond more, since the clock and the timers count from different points within one.
    await new Promise((resolve) => setTimeout(() => setImmediate(resolve), 51));
    expect(settled).toBe(true);
    // A busy machine may be late for the wait that would not fit.
    const names = step === busy ? ["HttpError", "TimeoutError"] : ["TimeoutError"];
    expect(names).toContain(((await call) as Error).name);
  });
});

describe("a response that arrives too late", () => {
  it.each([200, 404, 503])("is cancelled: %i", async (status) => {
    const cancel = vi.fn(() => Promise.reject(new Error("stuck")));
    const late = () => later(clock, 500, endless({ cancel }, status));
    const { clock, webex } = script({ retries: 1, timeout: 100 }, late, never);
    expect(await clock.settle(rejection(webex.get("Zm9v")))).toMatchObject({ limit: "timeout", attempts: 2 });
    expect(cancel).not.toHaveBeenCalled();
    await clock.advance(500);
    expect(cancel).toHaveBeenCalledTimes(1);
    expect(clock.due()).toEqual([]);
  });

  it("or a failure that does, is ignored", async () => {
    const broken = async () => {
      await later(clock, 500, found());
      throw new Error("too late");
    };
    const onAttempt = vi.fn();
    const { clock, webex } = script({ retries: 0, timeout: 100, onAttempt }, broken);
    expect(await clock.settle(rejection(webex.get("Zm9v")))).toMatchObject({ limit: "timeout" });
    await clock.advance(500);
    expect(onAttempt).toHaveBeenCalledTimes(1);
  });

  it("doesn't remove the doubt about the next attempt", async () => {
    // The first attempt ends at 900 ms; the second one begins at 1,400 and ends at 2,300.
    const late = () => later(clock, 2_000, new Response(null, { status: 429 }));
    const { clock, webex } = script({ timeout: 900, retries: 1 }, late, () => listed(), never);
    const error = await clock.settle(rejection(webex.create(desired)));
    expect(error).toMatchObject({ limit: "timeout", attempts: 2 });
    expect((error as TimeoutError).hint).toBe("The request may have been processed. Check before you retry.");
  });
});
