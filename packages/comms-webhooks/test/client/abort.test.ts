import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { AbortError, type AuthContext, type BaseClientOptions } from "../../src/index.js";
import { json, rejection } from "../helpers.js";
import { desired, endless, found, idle, later, listed, never, type Step, script, webhook } from "./script.js";

const unhandled = vi.fn();
const warned = vi.fn();
process.on("unhandledRejection", unhandled).on("warning", warned);

afterEach(async () => {
  await idle();
  expect(unhandled).not.toHaveBeenCalled();
  expect(warned).not.toHaveBeenCalled();
});
afterAll(() => void process.off("unhandledRejection", unhandled).off("warning", warned));

const doubt = "The request may have been processed. Check before you retry.";
const silent = () => new Promise<string>(() => undefined);
const secondTokenNever = ({ rejected }: AuthContext) => (rejected ? silent() : "token-1");

/** Where a call can be when it is aborted: what leads there, and how many requests were sent by then. */
const phases: [phase: string, options: Partial<BaseClientOptions>, step: Step, attempts: number][] = [
  ["fetch", {}, never, 1],
  ["the body", {}, () => endless(), 1],
  ["the body of a failure", {}, () => endless({}, 404), 1],
  ["a backoff", {}, 503, 1],
  ["a backoff after no response", {}, new Error("reset"), 1],
  ["auth", { auth: silent }, found, 0],
  ["auth after a 401", { auth: secondTokenNever }, 401, 1],
  ["fetch, without a time limit", { timeout: Number.POSITIVE_INFINITY }, never, 1],
  ["fetch, with a deadline", { deadline: 60_000 }, never, 1],
];

describe.each(phases)("an abort during %s", (phase, options, step, attempts) => {
  it.each(["client", "call"])("by the signal of the %s rejects at once", async (owner) => {
    const [client, call] = [new AbortController(), new AbortController()];
    const { clock, requests, webex } = script({ ...options, signal: client.signal }, step);
    const start = clock.now();
    let settled = false;
    const promise = rejection(webex.get("Zm9v", { signal: call.signal })).finally(() => {
      settled = true;
    });
    // A 401 is followed by a wait of nothing.
    await clock.advance(0);
    expect([settled, requests.length]).toEqual([false, attempts]);

    const reason = new Error("the user has left");
    (owner === "client" ? client : call).abort(reason);
    await idle();
    expect([settled, clock.now(), clock.due()]).toEqual([true, start, []]);
    const error = (await promise) as AbortError;
    expect(error).toBeInstanceOf(AbortError);
    expect(error.name).toBe("AbortError");
    expect(error.cause).toBe(reason);
    expect(error).toMatchObject({ operationId: "getWebhook", attempts, retryable: false, hint: undefined });
    expect(error.message).toMatch(/^GET (?:https:\/\/webexapis\.com\/v1)?\/webhooks\/\S+ was aborted$/);
    expect(requests).toHaveLength(attempts);
    if (/fetch|body/.test(phase)) expect(requests[0]?.signal.aborted).toBe(true);
  });
});

describe("an abort before the call", () => {
  it.each(["client", "call"])("by the signal of the %s sends nothing and asks for no token", async (owner) => {
    const auth = vi.fn(async () => "token-1");
    const signal = AbortSignal.abort("early");
    for (const options of [{ auth }, {}]) {
      const { clock, requests, webex } = script({ ...options, ...(owner === "client" && { signal }) }, found);
      const error = await rejection(webex.get("Zm9v", owner === "call" ? { signal } : {}));
      expect(error).toMatchObject({ name: "AbortError", cause: "early", attempts: 0 });
      expect([requests.length, auth.mock.calls.length, clock.due()]).toEqual([0, 0, []]);
    }
  });

  it("takes precedence over a deadline of 0", async () => {
    const { webex } = script({ deadline: 0 }, found);
    expect(await rejection(webex.get("Zm9v", { signal: AbortSignal.abort() }))).toBeInstanceOf(AbortError);
  });
});

describe("the error of an abort", () => {
  it.each([["a word"], [new Error("left")], [null], [0], [{ any: "thing" }], [undefined]])(
    "has the signal's reason as its cause: %j",
    async (reason) => {
      const controller = new AbortController();
      const { clock, webex } = script({}, never);
      const call = rejection(webex.get("Zm9v", { signal: controller.signal }));
      await clock.advance(0);
      controller.abort(reason);
      const error = (await call) as AbortError;
      expect(error.cause).toBe(controller.signal.reason);
      expect(Object.hasOwn(error, "cause")).toBe(true);
    },
  );

  it.each<[string, Step[], number, string | undefined]>([
    ["creating, where the server may have processed it", [never], 0, doubt],
    ["the body of what was created", [() => endless({}, 200)], 0, doubt],
    ["the wait after a failure that leaves it open", [503, () => listed()], 100, doubt],
    ["reconciling", [503, never], 500, doubt],
    ["the wait after a refusal", [429, found], 100, undefined],
    ["the second attempt, after reconciling", [503, () => listed(), never], 500, doubt],
  ])("has a hint where the request may have been processed: %s", async (_name, steps, time, hint) => {
    const controller = new AbortController();
    const { clock, webex } = script({ signal: controller.signal }, ...steps);
    const call = rejection(webex.create(desired));
    await clock.advance(time);
    controller.abort("left");
    const error = await call;
    expect(error).toMatchObject({ name: "AbortError", operationId: "createWebhook", cause: "left", hint });
    expect(clock.due()).toEqual([]);
  });
});

describe("an abort", () => {
  it("between the pages of a list sends no further request", async () => {
    const controller = new AbortController();
    const headers = { Link: '<https://webexapis.com/v1/webhooks?cursor=b>; rel="next"' };
    const { requests, webex } = script({}, () => json({ items: [webhook] }, { headers }));
    const read = async () => {
      for await (const _webhook of webex.list({}, { signal: controller.signal })) controller.abort("enough");
    };
    expect(await rejection(read())).toMatchObject({ name: "AbortError", cause: "enough" });
    expect(requests).toHaveLength(1);
  });

  it("by a hook ends the call", async () => {
    const controller = new AbortController();
    const onAttempt = () => controller.abort("too slow");
    const { clock, requests, webex } = script({ signal: controller.signal, onAttempt }, 503);
    expect(await rejection(webex.get("Zm9v"))).toMatchObject({ name: "AbortError", cause: "too slow" });
    expect([requests.length, clock.due()]).toEqual([1, []]);
  });

  it("after the call changes nothing", async () => {
    const controller = new AbortController();
    const { clock, requests, webex } = script({ signal: controller.signal }, found);
    expect(await webex.get("Zm9v")).toEqual(webhook);
    controller.abort();
    await idle();
    expect(requests[0]?.signal.aborted).toBe(false);
    expect(clock.due()).toEqual([]);
  });

  it.each([200, 404, 503])("cancels a response that arrives after it: %i", async (status) => {
    const controller = new AbortController();
    const cancel = vi.fn();
    const late = () => later(clock, 500, endless({ cancel }, status));
    const { clock, webex } = script({ signal: controller.signal }, late);
    const call = rejection(webex.get("Zm9v"));
    await clock.advance(100);
    controller.abort();
    expect(await call).toBeInstanceOf(AbortError);
    expect(cancel).not.toHaveBeenCalled();
    await clock.advance(400);
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  it("cancels the body that is being read", async () => {
    const controller = new AbortController();
    const cancel = vi.fn();
    const { clock, webex } = script({}, () => endless({ cancel }));
    const call = rejection(webex.get("Zm9v", { signal: controller.signal }));
    await clock.advance(0);
    controller.abort();
    await call;
    expect(cancel).toHaveBeenCalledTimes(1);
  });
});

describe("one signal", () => {
  it.each<[string, Step]>([
    ["fetch", never],
    ["a backoff", 503],
    ["the body", () => endless()],
  ])("can abort 200 calls at a time during %s", async (_phase, step) => {
    const controller = new AbortController();
    const { signal } = controller;
    const { clock, webex } = script({ signal }, step);
    const calls = Array.from({ length: 200 }, () => rejection(webex.get("Zm9v", { signal })));
    await clock.advance(0);
    expect(warned).not.toHaveBeenCalled();
    expect(clock.due()).toHaveLength(200);
    controller.abort("closing");
    const errors = await Promise.all(calls);
    expect(new Set(errors.map((error) => (error as AbortError).name))).toEqual(new Set(["AbortError"]));
    expect(clock.due()).toEqual([]);
  });

  it("is listened to once, however many calls wait for it", async () => {
    const { signal } = new AbortController();
    const listen = vi.spyOn(signal, "addEventListener");
    const { clock, webex } = script({}, 503, found);
    for (let call = 0; call < 20; call += 1) await clock.settle(webex.get("Zm9v", { signal }));
    expect(listen).toHaveBeenCalledTimes(1);
  });
});
