import { Readable } from "node:stream";
import { describe, expect, it, vi } from "vitest";
import type { Fetch, FetchInit } from "../../src/index.js";
import { createWebexWebhooks } from "../../src/webex/index.js";
import { json, rejection } from "../helpers.js";
import { desired, listed, script, webhook } from "./script.js";

const mebibyte = 1024 ** 2;

/** A body of 300 MiB, and how much of it was made. */
function hugeBody() {
  const made = { chunks: 0, cancelled: 0 };
  const body = new ReadableStream({
    pull(it) {
      made.chunks += 1;
      if (made.chunks > 300) it.close();
      else it.enqueue(new Uint8Array(mebibyte).fill(32));
    },
    cancel() {
      made.cancelled += 1;
    },
  });
  return { body, made };
}

describe("what fetch is called with", () => {
  it("is the URL and plain values", async () => {
    const calls: [url: string, init: FetchInit][] = [];
    const fetch: Fetch = async (...call) => {
      calls.push(call);
      return json(webhook);
    };
    const webex = createWebexWebhooks({ auth: "token", fetch, headers: { traceparent: "00-1" } });
    await webex.create(desired);
    await webex.get("Zm9v");
    const [[url, init] = [], [, get] = []] = calls;
    const headers = { authorization: "Bearer token", traceparent: "00-1" };
    const body = JSON.stringify(desired);
    const signal = expect.any(AbortSignal);
    expect(url).toBe("https://webexapis.com/v1/webhooks");
    expect(init).toStrictEqual({
      ...{ method: "POST", body, signal, redirect: "manual" },
      headers: { ...headers, "content-type": "application/json" },
    });
    expect(get).toStrictEqual({ method: "GET", signal, redirect: "manual", headers });
  });
});

describe("a body of 300 MiB", () => {
  it.each([500, 400, 429])("isn't read to its end with %i, whose error has no body", async (status) => {
    const { body, made } = hugeBody();
    const { webex } = script({ retries: 0 }, () => new Response(body, { status }));
    expect(await rejection(webex.get("Zm9v"))).toMatchObject({ name: "HttpError", status, body: "" });
    expect(made).toEqual({ chunks: expect.any(Number), cancelled: 1 });
    expect(made.chunks).toBeLessThan(15);
  });

  it("isn't read to its end with 200, which fails", async () => {
    const { body, made } = hugeBody();
    const { webex } = script({}, () => new Response(body));
    const error = await rejection(webex.get("Zm9v"));
    expect(error).toMatchObject({ name: "InvalidResponseError", body: "", retryable: false });
    expect((error as Error).message).toMatch(/ returned 200, but the body is longer than 10 MiB$/);
    expect(made.cancelled).toBe(1);
    expect(made.chunks).toBeLessThan(15);
  });

  it("of a Node stream isn't read to its end either", async () => {
    const body = Readable.from(
      (function* () {
        for (let chunk = 0; chunk < 300; chunk += 1) yield Buffer.alloc(mebibyte);
      })(),
    );
    const response = { ok: false, status: 500, headers: new Headers(), body, text: async () => "" };
    const { webex } = script({ retries: 0, fetch: async () => response });
    expect(await rejection(webex.get("Zm9v"))).toMatchObject({ status: 500, body: "" });
    expect(body.destroyed).toBe(true);
  });

  it("isn't read where only its length is known", async () => {
    const text = vi.fn(async () => "");
    const headers = new Headers({ "Content-Length": `${300 * mebibyte}` });
    const { webex } = script({ retries: 0, fetch: async () => ({ ok: false, status: 500, headers, text }) });
    expect(await rejection(webex.get("Zm9v"))).toMatchObject({ status: 500, body: "" });
    expect(text).not.toHaveBeenCalled();
  });
});

describe("a body of 9 MiB", () => {
  it("is read", async () => {
    const name = "n".repeat(9 * mebibyte);
    const { webex } = script({}, () => listed({ ...webhook, name }));
    expect(await webex.list().toArray()).toEqual([{ ...webhook, name }]);
  });
});

describe("a response of another library", () => {
  const headers = { get: () => null };
  const text = async () => JSON.stringify(webhook);

  it.each([
    ["a Node stream", Readable.from([Buffer.from(JSON.stringify(webhook))])],
    ["no stream", undefined],
  ])("needs no statusText, and can have %s", async (_what, body) => {
    const { webex } = script({ fetch: async () => ({ ok: true, status: 200, headers, body, text }) });
    expect(await webex.get("Zm9v")).toEqual(webhook);
  });

  it("whose status text and body aren't texts is reported by its status", async () => {
    const odd = (ok: boolean, status: number) => async () =>
      ({ ok, status, statusText: status, headers, text: async () => undefined }) as never;
    const failed = await rejection(script({ fetch: odd(false, 404) }).webex.get("Zm9v"));
    expect(failed).toMatchObject({ name: "HttpError", status: 404 });
    const invalid = await rejection(script({ fetch: odd(true, 200) }).webex.get("Zm9v"));
    expect(String(invalid)).toMatch(/^InvalidResponseError: .* but the body isn't valid JSON/);
  });

  it.each([
    ["ok", { status: 200, headers, text }],
    ["status", { ok: true, headers, text }],
    ["headers.get()", { ok: true, status: 200, headers: { "content-type": "application/json" }, text }],
    ["text()", { ok: true, status: 200, headers, data: webhook }],
    ["ok", webhook],
  ])("without %s fails once, by its name", async (part, response) => {
    const fetch = vi.fn(async () => response as never);
    const { clock, webex } = script({ fetch });
    const error = await clock.settle(rejection(webex.get("Zm9v")));
    expect(error).toMatchObject({ name: "NetworkError", retryable: false, notSent: false });
    expect((error as Error).message).toBe(
      `GET https://webexapis.com/v1/webhooks/Zm9v got no response: the custom fetch didn't return a Response: ${part} is missing`,
    );
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});

describe("a redirection", () => {
  it.each([301, 302, 303, 307, 308])("of %i has the hint to change baseUrl", async (status) => {
    const { webex } = script({}, () => new Response(null, { status, headers: { Location: "https://other.example" } }));
    const hint = "Redirects are not followed. Set baseUrl to the final address.";
    expect(await rejection(webex.get("Zm9v"))).toMatchObject({ status, hint });
  });

  it("has it in browsers too, which don't show the status", async () => {
    const opaque = { ok: false, status: 0, statusText: "", headers: new Headers(), body: null, text: async () => "" };
    const { webex } = script({ fetch: async () => opaque });
    expect(await rejection(webex.get("Zm9v"))).toMatchObject({ status: 0, hint: expect.stringMatching(/^Redirects/) });
  });

  it("of 304 has one of its own", async () => {
    const { webex } = script({}, () => new Response(null, { status: 304 }));
    const hint = expect.stringMatching(/^This client has no cache/);
    expect(await rejection(webex.get("Zm9v"))).toMatchObject({ status: 304, hint });
  });
});
