import { describe, expect, it, vi } from "vitest";
import type { AuthContext } from "../../src/index.js";
import { createWebexWebhooks } from "../../src/webex/index.js";
import { fakeClock } from "../fake-clock.js";
import { json, rejection, toFetch } from "../helpers.js";
import { found, idle, script } from "./script.js";

/** A server that accepts one token, after some time, and the tokens that it was sent. */
function server(valid: () => string, time = 5) {
  const clock = fakeClock();
  const sent: (string | null)[] = [];
  const fetch = toFetch(async ({ headers }): Promise<Response> => {
    const token = headers.get("Authorization");
    sent.push(token);
    const accepted = token === `Bearer ${valid()}`;
    await new Promise<void>((resolve) => void clock.setTimer(resolve, time + (sent.length % 7)));
    return accepted ? found() : json({}, { status: 401 });
  });
  return { clock, sent, fetch };
}

/** A store of tokens whose first one has expired: what the function for `auth` is. */
function vault(clock: { setTimer: (callback: () => void, time: number) => unknown }) {
  let current = "token-1";
  const refreshed: unknown[] = [];
  const auth = vi.fn(async ({ rejected }: AuthContext) => {
    if (rejected === undefined) return current;
    refreshed.push(rejected);
    await new Promise<void>((resolve) => void clock.setTimer(resolve, 50));
    current = `token-${refreshed.length + 1}`;
    return current;
  });
  return { auth, refreshed, current: () => current };
}

describe("200 concurrent calls with an expired token", () => {
  it("make one refresh, and none of them fails", async () => {
    const { clock, sent, fetch } = server(() => "token-2");
    const { auth, refreshed } = vault(clock);
    const webex = createWebexWebhooks({ auth, fetch, ...clock.options });
    const calls = Promise.all(Array.from({ length: 200 }, () => webex.get("Zm9v")));
    expect(await clock.settle(calls)).toHaveLength(200);
    expect(refreshed).toEqual(["token-1"]);
    expect(sent.filter((token) => token === "Bearer token-2")).toHaveLength(200);
  });

  it("make one refresh where the last 401 arrives long after it", async () => {
    const { clock, fetch } = server(() => "token-2", 10);
    const { auth, refreshed } = vault(clock);
    let first = true;
    const slow: typeof fetch = async (url, init) => {
      const response = fetch(url, init);
      if (!first) return response;
      first = false;
      await response;
      await new Promise<void>((resolve) => void clock.setTimer(resolve, 10_000));
      return response;
    };
    const webex = createWebexWebhooks({ auth, fetch: slow, ...clock.options });
    const calls = Promise.all(Array.from({ length: 200 }, () => webex.get("Zm9v")));
    expect(await clock.settle(calls)).toHaveLength(200);
    expect(refreshed).toEqual(["token-1"]);
  });

  it("fail with the error of that refresh, and the next call tries again", async () => {
    const { clock, fetch } = server(() => "token-2");
    const failure = new Error("the vault is sealed");
    const auth = vi.fn(async ({ rejected }: AuthContext) => {
      if (rejected === undefined) return "token-1";
      await new Promise<void>((resolve) => void clock.setTimer(resolve, 50));
      if (auth.mock.calls.filter(([context]) => context.rejected).length === 1) throw failure;
      return "token-2";
    });
    const webex = createWebexWebhooks({ auth, fetch, ...clock.options });
    const calls = Promise.all(Array.from({ length: 200 }, () => rejection(webex.get("Zm9v"))));
    expect(new Set(await clock.settle(calls))).toEqual(new Set([failure]));
    expect(auth.mock.calls.filter(([context]) => context.rejected)).toHaveLength(1);
    expect(await clock.settle(webex.get("Zm9v"))).toMatchObject({ id: "Zm9v" });
    expect(auth.mock.calls.filter(([context]) => context.rejected)).toHaveLength(2);
  });

  it("fail, each after two requests, where the other token is rejected too", async () => {
    const { clock, sent, fetch } = server(() => "none");
    const { auth, refreshed } = vault(clock);
    const webex = createWebexWebhooks({ auth, fetch, retries: 9, ...clock.options });
    const calls = Promise.all(Array.from({ length: 200 }, () => rejection(webex.get("Zm9v"))));
    for (const error of await clock.settle(calls)) expect(error).toMatchObject({ status: 401, attempts: 2 });
    expect(sent).toHaveLength(400);
    expect(refreshed).toEqual(["token-1"]);
  });
});

describe("a call that begins during a refresh", () => {
  it("waits for it, and doesn't send the token that is being replaced", async () => {
    const { clock, sent, fetch } = server(() => "token-2");
    const { auth, refreshed } = vault(clock);
    const webex = createWebexWebhooks({ auth, fetch, ...clock.options });
    const first = webex.get("Zm9v");
    await clock.advance(20);
    expect(refreshed).toEqual(["token-1"]);
    const second = webex.get("Zm9v");
    await clock.settle(Promise.all([first, second]));
    expect(sent).toEqual(["Bearer token-1", "Bearer token-2", "Bearer token-2"]);
    expect(refreshed).toEqual(["token-1"]);
  });

  it("rejects when it is aborted, and leaves the refresh to the others", async () => {
    const { clock, fetch } = server(() => "token-2");
    const { auth, refreshed } = vault(clock);
    const webex = createWebexWebhooks({ auth, fetch, ...clock.options });
    const abort = new AbortController();
    const first = rejection(webex.get("Zm9v", { signal: abort.signal }));
    const second = webex.get("Zm9v");
    await clock.advance(20);
    abort.abort("enough");
    expect(await first).toMatchObject({ name: "AbortError" });
    expect(await clock.settle(second)).toMatchObject({ id: "Zm9v" });
    expect(refreshed).toEqual(["token-1"]);
  });
});

describe("tokens over time", () => {
  it("are refreshed once each time the server stops accepting them", async () => {
    let valid = "token-2";
    const { clock, fetch } = server(() => valid);
    const { auth, refreshed } = vault(clock);
    const webex = createWebexWebhooks({ auth, fetch, ...clock.options });
    for (const next of ["token-2", "token-3", "token-4"]) {
      valid = next;
      await clock.settle(Promise.all(Array.from({ length: 20 }, () => webex.get("Zm9v"))));
    }
    expect(refreshed).toEqual(["token-1", "token-2", "token-3"]);
  });

  it("end in no loop where the function returns to a token that was rejected before", async () => {
    let valid = "b";
    const { clock, fetch } = server(() => valid);
    const auth = async ({ rejected }: AuthContext) => (rejected === "a" ? "b" : "a");
    const webex = createWebexWebhooks({ auth, fetch, ...clock.options });
    for (const next of ["b", "a", "b", "a"]) {
      valid = next;
      expect(await clock.settle(webex.get("Zm9v"))).toMatchObject({ id: "Zm9v" });
    }
  });

  it("of different users are refreshed for each of them", async () => {
    const { clock, requests, webex } = script(
      {
        auth: ({ rejected }: AuthContext) => (rejected ? `${rejected}-new` : `user-${++users}`),
      },
      (request) =>
        request.headers.get("Authorization")?.endsWith("-new") ? found() : new Response(null, { status: 401 }),
    );
    let users = 0;
    await clock.settle(Promise.all([webex.get("Zm9v"), webex.get("Zm9v")]));
    const tokens = requests.map(({ headers }) => headers.get("Authorization"));
    expect(tokens.sort()).toEqual(["Bearer user-1", "Bearer user-1-new", "Bearer user-2", "Bearer user-2-new"]);
  });

  it.each(["", "two words"])("that aren't tokens (%j) fail the call, and the next one asks again", async (token) => {
    const auth = vi.fn(({ rejected }: AuthContext) => (rejected ? token : "old"));
    const { clock, webex } = script({ auth }, 401);
    for (const calls of [2, 4]) {
      expect(await clock.settle(rejection(webex.get("Zm9v")))).toMatchObject({ name: "InvalidRequestError" });
      expect(auth).toHaveBeenCalledTimes(calls);
    }
    await idle();
  });

  it("that a function throws for at once, without a promise, aren't remembered", async () => {
    const failure = new Error("sealed");
    const auth = vi.fn(({ rejected }: AuthContext): string => {
      if (rejected) throw failure;
      return "old";
    });
    const { clock, webex } = script({ auth }, 401);
    for (const calls of [2, 4]) {
      expect(await clock.settle(rejection(webex.get("Zm9v")))).toBe(failure);
      expect(auth).toHaveBeenCalledTimes(calls);
    }
  });

  it("are remembered for a hundred of those that were rejected", async () => {
    let user = 0;
    const auth = vi.fn(async ({ rejected }: AuthContext) => (rejected ? `${rejected}-new` : `user-${user}`));
    const { clock, webex } = script({ auth }, (request) =>
      request.headers.get("Authorization")?.endsWith("-new") ? found() : new Response(null, { status: 401 }),
    );
    for (user = 0; user <= 100; user += 1) await clock.settle(webex.get("Zm9v"));
    auth.mockClear();
    user = 1;
    await clock.settle(webex.get("Zm9v"));
    expect(auth).toHaveBeenCalledTimes(1);
    user = 0;
    await clock.settle(webex.get("Zm9v"));
    expect(auth).toHaveBeenCalledTimes(3);
  });
});
