import { afterEach, describe, expect, it, vi } from "vitest";
import type { AttemptInfo, RetryInfo } from "../../src/index.js";
import { rejection } from "../helpers.js";
import { desired, found, listed, script, systemError, webhook } from "./script.js";

const one = { operationId: "getWebhook", method: "GET", url: "https://webexapis.com/v1/webhooks/Zm9v" };
const all = { operationId: "listWebhooks", method: "GET", url: "https://webexapis.com/v1/webhooks" };
const creation = { ...all, operationId: "createWebhook", method: "POST" };

/** Hooks that keep their arguments, in order. */
function keep() {
  const calls: [hook: string, info: AttemptInfo | RetryInfo][] = [];
  const onAttempt = (info: AttemptInfo) => void calls.push(["attempt", info]);
  const onRetry = (info: RetryInfo) => void calls.push(["retry", info]);
  return { calls, hooks: { onAttempt, onRetry } };
}

describe("onAttempt and onRetry", () => {
  it("are called for each attempt and each wait, with these fields and no others", async () => {
    const { calls, hooks } = keep();
    const { clock, webex } = script({ ...hooks, retries: 3 }, 503, systemError("ECONNRESET"), 429, found);
    await clock.settle(webex.get("Zm9v"));
    expect(calls).toStrictEqual([
      ["attempt", { ...one, attempt: 1, status: 503 }],
      ["retry", { ...one, attempt: 1, status: 503, delay: 250 }],
      ["attempt", { ...one, attempt: 2 }],
      ["retry", { ...one, attempt: 2, delay: 500 }],
      ["attempt", { ...one, attempt: 3, status: 429 }],
      ["retry", { ...one, attempt: 3, status: 429, delay: 1_000 }],
      ["attempt", { ...one, attempt: 4, status: 200 }],
    ]);
  });

  it("are called once for the failure that ends the call", async () => {
    for (const [step, status] of [[404, { status: 404 }] as const, [systemError("EPIPE"), {}] as const]) {
      const { calls, hooks } = keep();
      const { clock, webex } = script({ ...hooks, retries: 0 }, step);
      await clock.settle(rejection(webex.get("Zm9v")));
      expect(calls).toStrictEqual([["attempt", { ...one, attempt: 1, ...status }]]);
    }
  });

  it("report a new token as a retry without a wait", async () => {
    const { calls, hooks } = keep();
    const { clock, webex } = script({ ...hooks, auth: async () => "token-1" }, 401, found);
    await clock.settle(webex.get("Zm9v"));
    expect(calls).toStrictEqual([
      ["attempt", { ...one, attempt: 1, status: 401 }],
      ["retry", { ...one, attempt: 1, status: 401, delay: 0 }],
      ["attempt", { ...one, attempt: 2, status: 200 }],
    ]);
  });

  it("report the list that reconciles, with its own count", async () => {
    const { calls, hooks } = keep();
    const { clock, webex } = script(hooks, 500, 503, () => listed(), found);
    await clock.settle(webex.create(desired));
    expect(calls).toStrictEqual([
      ["attempt", { ...creation, attempt: 1, status: 500 }],
      ["retry", { ...creation, attempt: 1, status: 500, delay: 500 }],
      ["attempt", { ...all, attempt: 1, status: 503 }],
      ["retry", { ...all, attempt: 1, status: 503, delay: 250 }],
      ["attempt", { ...all, attempt: 2, status: 200 }],
      ["attempt", { ...creation, attempt: 2, status: 200 }],
    ]);
  });

  it("report a time limit and an abort as an attempt without a status", async () => {
    const { calls, hooks } = keep();
    const controller = new AbortController();
    const never = () => new Promise<Response>(() => undefined);
    const { clock, webex } = script({ ...hooks, retries: 1, timeout: 100, signal: controller.signal }, never);
    const call = rejection(webex.get("Zm9v"));
    await clock.advance(400);
    controller.abort();
    await call;
    expect(calls).toStrictEqual([
      ["attempt", { ...one, attempt: 1 }],
      ["retry", { ...one, attempt: 1, delay: 250 }],
      ["attempt", { ...one, attempt: 2 }],
    ]);
  });

  it("report the status of a response whose body never ends", async () => {
    const { calls, hooks } = keep();
    const endless = () => new Response(new ReadableStream());
    const { clock, webex } = script({ ...hooks, retries: 0, timeout: 100 }, endless);
    await clock.settle(rejection(webex.get("Zm9v")));
    expect(calls).toStrictEqual([["attempt", { ...one, attempt: 1, status: 200 }]]);
  });

  it("report 8x8's operations too", async () => {
    const { calls, hooks } = keep();
    const { clock, client8x8 } = script({ region: "europe" }, 503, () => new Response());
    await clock.settle(client8x8.delete([{ subAccountId: "*" }], hooks));
    const url = "https://chatapps.8x8.uk/api/v1/accounts/ExampleCorp/webhooks";
    const deletion = { operationId: "deleteWebhooks", method: "DELETE", url };
    expect(calls).toStrictEqual([
      ["attempt", { ...deletion, attempt: 1, status: 503 }],
      ["retry", { ...deletion, attempt: 1, status: 503, delay: 250 }],
      ["attempt", { ...deletion, attempt: 2, status: 200 }],
    ]);
  });

  it("aren't called for calls that send nothing", async () => {
    const { calls, hooks } = keep();
    const { webex } = script({ ...hooks, auth: async () => "" }, found);
    await rejection(webex.get("Zm9v"));
    await rejection(webex.get(""));
    await rejection(webex.get("Zm9v", { signal: AbortSignal.abort() }));
    await rejection(webex.get("Zm9v", { deadline: 0 }));
    expect(calls).toEqual([]);
  });
});

describe("a hook that fails", () => {
  afterEach(() => vi.restoreAllMocks());

  const failure = new Error("the metrics are down");

  it.each([
    [
      "throws",
      () => {
        throw failure;
      },
    ],
    ["rejects", async () => Promise.reject(failure)],
  ])("and %s is logged, and the call goes on", async (_how, hook) => {
    const console_ = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { clock, requests, webex } = script({ onAttempt: hook, onRetry: hook }, 503, found);
    expect(await clock.settle(webex.get("Zm9v"))).toEqual(webhook);
    expect(requests).toHaveLength(2);
    // Two attempts and one wait.
    expect(console_.mock.calls).toEqual(Array(3).fill(["A hook of comms-webhooks failed:", failure]));
  });

  it("does not change the error of the call", async () => {
    const console_ = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const hook = () => Promise.reject(failure);
    const { clock, webex } = script({ retries: 0, onAttempt: hook }, 404);
    expect(await clock.settle(rejection(webex.get("Zm9v")))).toMatchObject({ name: "HttpError", status: 404 });
    expect(console_).toHaveBeenCalledTimes(1);
  });

  it("is not waited for", async () => {
    const never = () => new Promise<void>(() => undefined);
    const { clock, webex } = script({ onAttempt: never, onRetry: never }, 503, found);
    expect(await clock.settle(webex.get("Zm9v"))).toEqual(webhook);
  });

  it("can't change the call through its argument", async () => {
    const calls: AttemptInfo[] = [];
    const spoil = (info: object) => void Object.assign(info, { operationId: "x", url: "x", attempt: 99 });
    const onAttempt = (info: AttemptInfo) => {
      calls.push({ ...info });
      spoil(info);
    };
    const { clock, webex } = script({ onAttempt, onRetry: spoil }, 503);
    expect(await clock.settle(rejection(webex.get("Zm9v")))).toMatchObject({ ...one, attempts: 3 });
    expect(calls.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });
});
