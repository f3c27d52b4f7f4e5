import { afterEach, describe, expect, it, vi } from "vitest";
import type { AttemptInfo, RetryInfo } from "../../src/index.js";
import { rejection } from "../helpers.js";
import { desired, found, listed, script, systemError, webhook } from "./script.js";

const one = { operationId: "getWebhook", method: "GET", url: "https://webexapis.com/v1/webhooks/Zm9v" };
const all = { operationId: "listWebhooks", method: "GET", url: "https://webexapis.com/v1/webhooks" };
const creation = { ...all, operationId: "createWebhook", method: "POST" };

/** Hooks that keep what they are told, in its order. */
function keep() {
  const told: [hook: string, info: AttemptInfo | RetryInfo][] = [];
  const onAttempt = (info: AttemptInfo) => void told.push(["attempt", info]);
  const onRetry = (info: RetryInfo) => void told.push(["retry", info]);
  return { told, hooks: { onAttempt, onRetry } };
}

describe("onAttempt and onRetry", () => {
  it("hear of each attempt and of each wait, with these fields and no others", async () => {
    const { told, hooks } = keep();
    const { clock, webex } = script({ ...hooks, retries: 3 }, 503, systemError("ECONNRESET"), 429, found);
    await clock.settle(webex.get("Zm9v"));
    expect(told).toStrictEqual([
      ["attempt", { ...one, attempt: 1, status: 503 }],
      ["retry", { ...one, attempt: 1, status: 503, delay: 250 }],
      ["attempt", { ...one, attempt: 2 }],
      ["retry", { ...one, attempt: 2, delay: 500 }],
      ["attempt", { ...one, attempt: 3, status: 429 }],
      ["retry", { ...one, attempt: 3, status: 429, delay: 1_000 }],
      ["attempt", { ...one, attempt: 4, status: 200 }],
    ]);
  });

  it("hear of the failure that ends the call as of an attempt only", async () => {
    for (const [step, status] of [[404, { status: 404 }] as const, [systemError("EPIPE"), {}] as const]) {
      const { told, hooks } = keep();
      const { clock, webex } = script({ ...hooks, retries: 0 }, step);
      await clock.settle(rejection(webex.get("Zm9v")));
      expect(told).toStrictEqual([["attempt", { ...one, attempt: 1, ...status }]]);
    }
  });

  it("hear of a new token as of a wait of nothing", async () => {
    const { told, hooks } = keep();
    const { clock, webex } = script({ ...hooks, auth: async () => "token-1" }, 401, found);
    await clock.settle(webex.get("Zm9v"));
    expect(told).toStrictEqual([
      ["attempt", { ...one, attempt: 1, status: 401 }],
      ["retry", { ...one, attempt: 1, status: 401, delay: 0 }],
      ["attempt", { ...one, attempt: 2, status: 200 }],
    ]);
  });

  it("hear of the list that looks for a webhook, with its own count", async () => {
    const { told, hooks } = keep();
    const { clock, webex } = script(hooks, 500, 503, () => listed(), found);
    await clock.settle(webex.create(desired));
    expect(told).toStrictEqual([
      ["attempt", { ...creation, attempt: 1, status: 500 }],
      ["retry", { ...creation, attempt: 1, status: 500, delay: 500 }],
      ["attempt", { ...all, attempt: 1, status: 503 }],
      ["retry", { ...all, attempt: 1, status: 503, delay: 250 }],
      ["attempt", { ...all, attempt: 2, status: 200 }],
      ["attempt", { ...creation, attempt: 2, status: 200 }],
    ]);
  });

  it("hear of a time limit and of an abort as of an attempt without a status", async () => {
    const { told, hooks } = keep();
    const controller = new AbortController();
    const never = () => new Promise<Response>(() => undefined);
    const { clock, webex } = script({ ...hooks, retries: 1, timeout: 100, signal: controller.signal }, never);
    const call = rejection(webex.get("Zm9v"));
    await clock.advance(400);
    controller.abort();
    await call;
    expect(told).toStrictEqual([
      ["attempt", { ...one, attempt: 1 }],
      ["retry", { ...one, attempt: 1, delay: 250 }],
      ["attempt", { ...one, attempt: 2 }],
    ]);
  });

  it("hear the status of an answer whose body never ends", async () => {
    const { told, hooks } = keep();
    const endless = () => new Response(new ReadableStream());
    const { clock, webex } = script({ ...hooks, retries: 0, timeout: 100 }, endless);
    await clock.settle(rejection(webex.get("Zm9v")));
    expect(told).toStrictEqual([["attempt", { ...one, attempt: 1, status: 200 }]]);
  });

  it("hear of 8x8's operations too", async () => {
    const { told, hooks } = keep();
    const { clock, client8x8 } = script({ region: "europe" }, 503, () => new Response());
    await clock.settle(client8x8.delete([{ subAccountId: "*" }], hooks));
    const url = "https://chatapps.8x8.uk/api/v1/accounts/ExampleCorp/webhooks";
    const deletion = { operationId: "deleteWebhooks", method: "DELETE", url };
    expect(told).toStrictEqual([
      ["attempt", { ...deletion, attempt: 1, status: 503 }],
      ["retry", { ...deletion, attempt: 1, status: 503, delay: 250 }],
      ["attempt", { ...deletion, attempt: 2, status: 200 }],
    ]);
  });

  it("hear nothing of calls that send nothing", async () => {
    const { told, hooks } = keep();
    const { webex } = script({ ...hooks, auth: async () => "" }, found);
    await rejection(webex.get("Zm9v"));
    await rejection(webex.get(""));
    await rejection(webex.get("Zm9v", { signal: AbortSignal.abort() }));
    await rejection(webex.get("Zm9v", { deadline: 0 }));
    expect(told).toEqual([]);
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
  ])("and %s is told to the console, and the call goes on", async (_how, hook) => {
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

  it("changes nothing by what it does to what it was told", async () => {
    const told: AttemptInfo[] = [];
    const spoil = (info: object) => void Object.assign(info, { operationId: "x", url: "x", attempt: 99 });
    const onAttempt = (info: AttemptInfo) => {
      told.push({ ...info });
      spoil(info);
    };
    const { clock, webex } = script({ onAttempt, onRetry: spoil }, 503);
    expect(await clock.settle(rejection(webex.get("Zm9v")))).toMatchObject({ ...one, attempts: 3 });
    expect(told.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });
});
