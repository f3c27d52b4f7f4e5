import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type AttemptResult, runAttempt } from "../../src/delivery/attempt.js";
import type { DeliveryOptions } from "../../src/delivery/send.js";

const servers: Server[] = [];
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** Opens a receiver on loopback, and returns its origin. */
async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function deliver(url: string, options: DeliveryOptions = {}): Promise<AttemptResult> {
  const request = () => new Request(url, { method: "POST", body: "{}" });
  return runAttempt(async (send) => send(request()), options, new AbortController());
}

function stubFetch() {
  const stub = vi.fn(async (_: Request) => new Response());
  vi.stubGlobal("fetch", stub);
  return stub;
}

describe("an attempt at another machine", () => {
  it("is refused", async () => {
    const stub = stubFetch();
    expect(await deliver("https://hooks.example.net:8443/x")).toEqual({
      outcome: "refused",
      error: "hooks.example.net:8443 isn't on this machine; allowRemote permits other machines",
    });
    expect(stub).not.toHaveBeenCalled();
  });

  it("is refused too when only a request before the delivery goes there", async () => {
    const stub = stubFetch();
    const result = await runAttempt(
      async (send) => {
        await send(new Request("https://login.example.net"));
        return send(new Request("http://localhost:9"));
      },
      {},
      new AbortController(),
    );
    expect(result).toMatchObject({ outcome: "refused", error: expect.stringMatching(/^login\.example\.net isn't/) });
    expect(stub).not.toHaveBeenCalled();
  });

  it("is made with allowRemote", async () => {
    const stub = stubFetch();
    const result = await deliver("https://hooks.example.net/x", { allowRemote: true });
    expect(result).toEqual({ outcome: "delivered", status: 200 });
    expect(stub.mock.calls.map(([{ url, redirect }]) => [url, redirect])).toEqual([
      ["https://hooks.example.net/x", "manual"],
    ]);
  });

  it("reaches the receive option in place of the network", async () => {
    const stub = stubFetch();
    const receive = ({ url }: Request) => Response.json(url, { status: 201 });
    expect(await deliver("https://hooks.example.net/x", { receive })).toEqual({ outcome: "delivered", status: 201 });
    expect(stub).not.toHaveBeenCalled();
  });
});

describe("an attempt over a socket", () => {
  it("sends the request", async () => {
    const received: unknown[] = [];
    let body = "";
    const origin = await listen(async (request, response) => {
      received.push(request.method, request.url);
      for await (const chunk of request) body += chunk;
      response.writeHead(200).end("thanks");
    });
    expect(await deliver(`${origin}/hook`)).toEqual({ outcome: "delivered", status: 200 });
    expect([received, body]).toEqual([["POST", "/hook"], "{}"]);
  });

  it("doesn't follow a redirect", async () => {
    const paths: unknown[] = [];
    const origin = await listen((request, response) => {
      paths.push(request.url);
      response.writeHead(307, { Location: "/other" }).end();
    });
    expect(await deliver(`${origin}/hook`)).toEqual({ outcome: "failed", status: 307 });
    expect(paths).toEqual(["/hook"]);
  });

  it("doesn't wait for the end of the response", async () => {
    const origin = await listen((_, response) => response.writeHead(200).write("…"));
    expect(await deliver(origin)).toEqual({ outcome: "delivered", status: 200 });
  });

  it("reports that nothing listens", async () => {
    const origin = await listen(() => undefined);
    servers[0]?.close();
    expect(await deliver(origin)).toEqual({ outcome: "failed", error: "no connection: ECONNREFUSED" });
  });

  it("cuts the connection at its time limit", async () => {
    let cut: Promise<unknown> | undefined;
    const origin = await listen((request) => {
      cut = once(request.socket, "close");
    });
    // The limit has to leave the request the time to arrive: the attempt begins again until it did.
    for (let deliveryTimeout = 100; cut === undefined; deliveryTimeout *= 2) {
      const error = `no response within ${deliveryTimeout} ms`;
      expect(await deliver(origin, { deliveryTimeout })).toEqual({ outcome: "failed", error });
    }
    await cut;
  });
});

describe("an attempt at a URL that isn't valid", () => {
  it.each(["http://user:t0p-s3cret@127.0.0.1:9/", "http://127.0.0.1:99999/"])("fails for %s", async (url) => {
    const error = "the webhook's URL or authorization doesn't make a valid request";
    expect(await deliver(url)).toEqual({ outcome: "failed", error });
  });
});

describe("the time limit of an attempt", () => {
  it.each([
    [{}, 5000],
    [{ deliveryTimeout: 70 }, 70],
  ])("with %j is %i ms", async (options, limit) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let ended = false;
    const result = deliver("https://hooks.example.net", { ...options, receive: () => new Promise(() => undefined) });
    result.finally(() => {
      ended = true;
    });
    await vi.advanceTimersByTimeAsync(limit - 1);
    expect(ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await result).toEqual({ outcome: "failed", error: `no response within ${limit} ms` });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("leaves no timer when a response arrives", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await deliver("https://hooks.example.net", { receive: () => new Response() });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("aborts the signal of the request", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let signal: AbortSignal | undefined;
    const receive = (request: Request) => {
      signal = request.signal;
      return new Promise<Response>(() => undefined);
    };
    const result = deliver("https://hooks.example.net", { receive });
    await vi.advanceTimersByTimeAsync(5000);
    await result;
    expect(signal?.aborted).toBe(true);
  });
});
