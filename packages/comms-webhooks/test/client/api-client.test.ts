import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { HttpError, InvalidRequestError, InvalidResponseError, NetworkError } from "../../src/index.js";
import { createWebexWebhooks } from "../../src/webex/index.js";
import { json, observe, rejection } from "../helpers.js";

const token = "a-very-secret-token";
const webhook = {
  id: "Zm9v",
  name: "Rooms",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
  status: "active",
  created: "2026-01-02T03:04:05.678Z",
};

function client(...responses: (Response | Error)[]) {
  const { fetch, requests } = observe(...responses);
  return { webhooks: createWebexWebhooks({ auth: token, fetch, retries: 0 }), requests };
}

describe("authorization", () => {
  it("sends the token of a string", async () => {
    const { webhooks, requests } = client(json(webhook));
    await webhooks.get("Zm9v");
    expect(requests[0]?.headers.get("Authorization")).toBe(`Bearer ${token}`);
  });

  it("calls a function for each call", async () => {
    const { fetch, requests } = observe(json(webhook));
    let calls = 0;
    const webhooks = createWebexWebhooks({ auth: async () => `token-${++calls}`, fetch });
    await webhooks.get("a");
    await webhooks.get("b");
    expect(requests.map((request) => request.headers.get("Authorization"))).toEqual([
      "Bearer token-1",
      "Bearer token-2",
    ]);
  });

  it("lets the function's own error through", async () => {
    const failure = new Error("vault is sealed");
    const webhooks = createWebexWebhooks({ auth: () => Promise.reject(failure), fetch: observe().fetch });
    expect(await rejection(webhooks.get("a"))).toBe(failure);
  });

  it.each([
    ["", "an empty string"],
    ["secret\n", "one with a space or a line break"],
    ["Bearer token", 'one that begins with the word "Bearer", which the client adds itself'],
    ["sécret", "one with other characters"],
    [undefined, "undefined"],
  ])("rejects the token %j without showing it", async (value, came) => {
    const { fetch, requests } = observe(json(webhook));
    const error = await rejection(createWebexWebhooks({ auth: () => value as string, fetch }).get("a"));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect((error as Error).message).toBe(
      `getWebhook was not sent: auth must be or return a token of visible ASCII characters; got ${came}`,
    );
    expect(requests).toHaveLength(0);
  });
});

describe("a response other than 2xx", () => {
  it.each([
    [
      "JSON",
      json({ message: "No such webhook", trackingId: "T-1" }, { status: 404, statusText: "Not Found" }),
      ": No such webhook",
      "T-1",
    ],
    ["HTML", new Response("<html>", { status: 429, headers: { TrackingID: "T-2" } }), "", "T-2"],
    ["nothing", new Response(null, { status: 410 }), "", undefined],
    [
      "a redirect",
      new Response(null, { status: 302, headers: { Location: "https://evil.example.com/" } }),
      ". Redirects are not followed. Set baseUrl to the final address.",
      undefined,
    ],
    ["JSON of another shape", json([1, null], { status: 500 }), "", undefined],
  ])("becomes an HttpError where the body is %s", async (_name, response, reason, requestId) => {
    const { webhooks, requests } = client(response);
    const error = (await rejection(webhooks.get("Zm9v"))) as HttpError;
    expect(error).toBeInstanceOf(HttpError);
    const status = `${response.status} ${response.statusText}`.trim();
    expect(error.message).toBe(`GET https://webexapis.com/v1/webhooks/Zm9v failed with ${status}${reason}`);
    expect(error).toMatchObject({ status: response.status, requestId, attempts: 1, operationId: "getWebhook" });
    expect(requests).toHaveLength(1);
  });

  it("has its body parsed, or as text", async () => {
    const body = { message: "Busy", trackingId: "T", errors: [{ description: "Locked by a job", errorCode: 7 }] };
    const { webhooks } = client(json(body, { status: 423 }), new Response("<html>", { status: 502 }));
    const locked = (await rejection(webhooks.get("a"))) as HttpError;
    expect(locked.body).toEqual(body);
    expect(locked).toMatchObject({ code: 7, retryable: true });
    expect(locked.message).toMatch(/: Busy; Locked by a job$/);
    expect(((await rejection(webhooks.get("a"))) as HttpError).body).toBe("<html>");
  });

  it("redacts a token of one letter where it is a word of its own", async () => {
    const response = json({ message: 'a mistake about "a"' }, { status: 400 });
    const webex = createWebexWebhooks({ auth: "a", fetch: async () => response, retries: 0 });
    const { message } = (await rejection(webex.get("b"))) as Error;
    expect(message).toMatch(/ failed with 400: \*\*\* mistake about "\*\*\*"$/);
  });

  it("does not repeat a secret that the vendor repeats", async () => {
    const secret = "key-for-signatures";
    const { webhooks } = client(json({ message: `bad ${secret} of ${token}`, trackingId: "T" }, { status: 400 }));
    const error = await rejection(
      webhooks.create({ name: "n", targetUrl: "https://h.example.com", resource: "rooms", event: "created", secret }),
    );
    expect((error as Error).message).toMatch(/: bad \*\*\* of \*\*\*$/);
    for (const text of [inspect(error, { depth: 9 }), JSON.stringify(error)]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(token);
    }
  });
});

describe("a response of 2xx with another body", () => {
  it.each([
    ["an empty body", new Response(null, { status: 204 }), "the body is empty"],
    [
      "HTML",
      new Response("<html>", { headers: { "Content-Type": "text/html" } }),
      "the body isn't valid JSON (text/html)",
    ],
    ["truncated JSON", new Response('{"id":"Zm9v'), "the body isn't valid JSON (text/plain;charset=UTF-8)"],
    ["another shape", json({ ...webhook, name: 5 }), "name must be a string; got a number"],
    ["null", json(null), "the value must be an object; got null"],
  ])("becomes an InvalidResponseError: %s", async (_name, response, reason) => {
    const error = (await rejection(client(response).webhooks.get("Zm9v"))) as InvalidResponseError;
    expect(error).toBeInstanceOf(InvalidResponseError);
    expect(error.message).toBe(`GET https://webexapis.com/v1/webhooks/Zm9v returned ${response.status}, but ${reason}`);
    expect(error.body).toBe(await response.text());
  });

  it("is accepted with what the document doesn't know: 201, new values, new fields", async () => {
    const future = { ...webhook, status: "sleeping", resource: "holograms", extra: { a: 1 } };
    expect(await client(json(future, { status: 201 })).webhooks.get("Zm9v")).toEqual(future);
  });
});

describe("no response", () => {
  it("becomes a NetworkError with the system's reason", async () => {
    const cause = new TypeError("fetch failed", { cause: new Error(`connect ECONNREFUSED 127.0.0.1:1 ${token}`) });
    const error = (await rejection(client(cause).webhooks.get("a"))) as NetworkError;
    expect(error).toBeInstanceOf(NetworkError);
    expect(error.message).toMatch(/got no response: connect ECONNREFUSED 127\.0\.0\.1:1 \*\*\*$/);
    expect(error.cause).toMatchObject({ name: "TypeError", message: "fetch failed" });
    expect(inspect(error, { customInspect: false, depth: 9 })).not.toContain(token);
    expect(inspect(error)).not.toContain(token);
  });

  it("becomes a NetworkError where the body breaks off", async () => {
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error("terminated")) });
    const { fetch } = { fetch: async () => new Response(broken) };
    const error = await rejection(createWebexWebhooks({ auth: token, fetch, retries: 0 }).get("a"));
    expect(error).toBeInstanceOf(NetworkError);
    expect((error as Error).message).toMatch(
      / got no complete response: the connection broke while the body was read \(terminated\)/,
    );
  });
});

describe("baseUrl", () => {
  it("takes the place of the vendor's server, with or without a slash at its end", async () => {
    for (const baseUrl of ["http://127.0.0.1:8787/webex/v1", "http://127.0.0.1:8787/webex/v1/"]) {
      const { fetch, requests } = observe(json(webhook));
      await createWebexWebhooks({ auth: token, baseUrl, fetch }).get("Zm9v");
      expect(requests[0]?.url).toBe("http://127.0.0.1:8787/webex/v1/webhooks/Zm9v");
    }
  });

  it.each(["", "webexapis.com", "ftp://a.example", "https://user:pass@a.example", "https://a.example.com/?x=1"])(
    "rejects %j without showing it",
    (baseUrl) => {
      expect(() => createWebexWebhooks({ auth: token, baseUrl })).toThrow(
        /^baseUrl must be an http or https URL without credentials, query and fragment$/,
      );
    },
  );
});

describe("other options", () => {
  it.each([
    [undefined, "auth must be or return a token of visible ASCII characters; got undefined"],
    [{ auth: 5 }, "auth must be or return a token of visible ASCII characters; got number"],
    [{ auth: "" }, "auth must be or return a token of visible ASCII characters; got an empty string"],
    [
      { auth: "t\n" },
      "auth must be or return a token of visible ASCII characters; got one with a space or a line break",
    ],
    [{ auth: "t", fetch: 5 }, "fetch must be a function; got 5"],
  ])("are rejected by name: %j", (options, message) => {
    expect(() => createWebexWebhooks(options as never)).toThrow(new TypeError(message));
  });
});

describe("what is checked", () => {
  const good = { name: "n", targetUrl: "https://h.example.com", resource: "rooms", event: "created" };

  it("is what is sent", async () => {
    const { webhooks, requests } = client(json(webhook));
    expect(await rejection(webhooks.create(Object.create(good)))).toMatchObject({ name: "InvalidRequestError" });
    const disguised = { ...good, toJSON: () => ({ evil: true }) };
    expect(await rejection(webhooks.create(disguised as never))).toMatchObject({ name: "InvalidRequestError" });
    expect(requests).toHaveLength(0);
  });

  it.each([
    [
      "a circle",
      () => {
        const circle: Record<string, unknown> = { ...good };
        circle["self"] = circle;
        return circle;
      },
    ],
    ["a BigInt", () => ({ ...good, big: 1n })],
    [
      "a getter that throws",
      () => ({
        ...good,
        get trap() {
          throw new Error("top secret");
        },
      }),
    ],
  ])("is rejected where it can't be written as JSON: %s", async (_name, make) => {
    const error = await rejection(client(json(webhook)).webhooks.update("Zm9v", make() as never));
    expect((error as Error).message).toBe("updateWebhook was not sent: the value can't be written as JSON");
  });
});

describe("a custom fetch", () => {
  it.each([undefined, null, 5, {}])("that returns %j causes a NetworkError", async (value) => {
    const webhooks = createWebexWebhooks({ auth: token, retries: 0, fetch: async () => value as never });
    expect(await rejection(webhooks.get("a"))).toMatchObject({
      name: "NetworkError",
      message: expect.stringContaining("the custom fetch didn't return a Response"),
    });
  });

  it.each([
    ["null", null],
    ["an object without a prototype", Object.create(null)],
    [
      "an error that causes itself",
      Object.defineProperty(new Error("round"), "cause", {
        get() {
          return this;
        },
      }),
    ],
    ["a text", "just a text"],
  ])("that throws %s causes a NetworkError", async (_name, thrown) => {
    const webhooks = createWebexWebhooks({ auth: token, retries: 0, fetch: () => Promise.reject(thrown) });
    expect(await rejection(webhooks.get("a"))).toBeInstanceOf(NetworkError);
  });
});

describe("a custom fetch that isn't async", () => {
  it("can return a Response", async () => {
    const webhooks = createWebexWebhooks({ auth: token, fetch: (() => json(webhook)) as never });
    expect(await webhooks.get("Zm9v")).toEqual(webhook);
  });

  it("causes a NetworkError where it throws", async () => {
    const broken = () => {
      throw new Error("unplugged");
    };
    const webhooks = createWebexWebhooks({ auth: token, retries: 0, fetch: broken });
    expect(await rejection(webhooks.get("Zm9v"))).toMatchObject({
      name: "NetworkError",
      cause: { message: "unplugged" },
    });
  });
});
