import { describe, expect, it } from "vitest";
import { create8x8Receiver } from "../../src/8x8/index.js";
import type { Credentials, RequestHead } from "../../src/index.js";
import { prepareCredentials } from "../../src/receiver/credentials.js";
import { build8x8Delivery, buildWebexDelivery } from "../../src/testing/index.js";
import { observed, secret } from "./observed.js";

const rule = "secret must be a string that isn't empty, or an array of such strings";

describe("a secret that is a function", () => {
  const statusOf = async (given: Credentials, delivery: { secret?: string; url?: string } = { secret }) => {
    const { receiver, handled, errors } = observed({ secret: given as string });
    const { status } = await receiver(await buildWebexDelivery("rooms.created", delivery));
    return { status, handled: handled.length, errors };
  };

  it("is called once for a request, and not when the receiver is created", async () => {
    let calls = 0;
    const { receiver } = observed({ secret: () => [secret, calls++][0] as string });
    expect(calls).toBe(0);
    for (let i = 1; i <= 3; i++) {
      expect((await receiver(await buildWebexDelivery("rooms.created", { secret }))).status).toBe(200);
      expect(calls).toBe(i);
    }
  });

  it("isn't called for a request whose signature has another form", async () => {
    let calls = 0;
    const { receiver } = observed({ secret: () => [secret, calls++][0] as string });
    expect((await receiver(await buildWebexDelivery("rooms.created"))).status).toBe(401);
    expect(calls).toBe(0);
  });

  it("may return a secret or several, now or later", async () => {
    const right = { status: 200, handled: 1, errors: [] };
    expect(await statusOf(() => secret)).toEqual(right);
    expect(await statusOf(async () => secret)).toEqual(right);
    expect(await statusOf(() => ["new", secret])).toEqual(right);
    expect(await statusOf(async () => ["new", secret] as const)).toEqual(right);
    expect(await statusOf(() => ["new", "old"])).toEqual({ status: 401, handled: 0, errors: [] });
    expect(await statusOf(async () => `["${secret}"]`)).toEqual({ status: 401, handled: 0, errors: [] });
  });

  it("chooses by the URL and the headers of the request", async () => {
    const secrets: Record<string, string> = { support: "one", sales: "two" };
    const heads: (string | undefined | null)[][] = [];
    const choose = (request: RequestHead) => {
      heads.push([request.method, request.header("content-type")]);
      return secrets[new URL(request.url ?? "").searchParams.get("bot") ?? ""];
    };
    const url = (bot: string) => `https://hooks.example.com/webex?bot=${bot}`;
    expect(await statusOf(choose, { secret: "one", url: url("support") })).toMatchObject({ status: 200 });
    expect(await statusOf(choose, { secret: "two", url: url("sales") })).toMatchObject({ status: 200 });
    expect(await statusOf(choose, { secret: "two", url: url("support") })).toMatchObject({ status: 401 });
    expect(await statusOf(choose, { secret: "two", url: url("other") })).toMatchObject({ status: 500 });
    expect(heads).toEqual(Array(4).fill(["POST", "application/json"]));
  });

  it("never accepts a request if it returns nothing, and says so", async () => {
    for (const [returned, got] of [
      [undefined, "undefined"],
      [null, "null"],
      ["", "an empty string"],
      [[], "object"],
      [[secret, ""], "object"],
      [5, "number"],
      [true, "boolean"],
    ]) {
      const errors = [new TypeError(`${rule}; the function returned ${got}`)];
      expect(await statusOf(() => returned as never)).toEqual({ status: 500, handled: 0, errors });
      expect(await statusOf(async () => returned as never)).toEqual({ status: 500, handled: 0, errors });
    }
  });

  it("never accepts a request if it throws, and reports the error", async () => {
    const failure = new Error("no such variable");
    const fail = () => {
      throw failure;
    };
    expect(await statusOf(fail)).toEqual({ status: 500, handled: 0, errors: [failure] });
    expect(await statusOf(() => Promise.reject(failure))).toEqual({ status: 500, handled: 0, errors: [failure] });
  });
});

describe("an authorization that is a function", () => {
  const statusOf = async (options: object, authorization?: string) => {
    const errors: unknown[] = [];
    const receiver = create8x8Receiver({ onError: (error: unknown) => errors.push(error), ...options } as never);
    const request = await build8x8Delivery("account_update", authorization === undefined ? {} : { authorization });
    return { status: (await receiver(request)).status, errors };
  };

  it("may return one or several, now or later, beside verifyToken", async () => {
    const basic = "Basic dXNlcjpwYXNzd29yZA==";
    for (const authorization of [() => basic, async () => ` ${basic}\n`, () => ["Bearer new", basic]]) {
      expect(await statusOf({ authorization }, basic)).toEqual({ status: 200, errors: [] });
      expect(await statusOf({ authorization }, `${basic}x`)).toEqual({ status: 401, errors: [] });
      expect(await statusOf({ authorization })).toEqual({ status: 401, errors: [] });
      const both = { authorization, verifyToken: (token: string) => token === "good" };
      expect(await statusOf(both, "Bearer good")).toEqual({ status: 200, errors: [] });
      expect(await statusOf(both, "Bearer bad")).toEqual({ status: 401, errors: [] });
    }
  });

  it("never accepts a request if it returns nothing, even one without the header", async () => {
    const message = "authorization must be the value of httpAuthorization, or an array of such values";
    for (const returned of [undefined, "", " ", [], null]) {
      for (const header of [undefined, "", "Bearer good"]) {
        const { status, errors } = await statusOf({ authorization: () => returned, verifyToken: () => true }, header);
        expect(status).toBe(500);
        expect(errors).toMatchObject([{ name: "TypeError", message: expect.stringContaining(message) }]);
      }
    }
  });

  it("is called with the request, as verifyToken is", async () => {
    const urls: unknown[] = [];
    const authorization = ({ url }: RequestHead) => [`Bearer ${urls.push(url)}`];
    const verifyToken = (_token: string, { url }: RequestHead) => urls.push(url) > 0;
    expect((await statusOf({ authorization, verifyToken }, "Bearer x")).status).toBe(200);
    expect(urls).toEqual(["https://receiver.invalid/", "https://receiver.invalid/"]);
  });
});

describe("what a function returns", () => {
  it("is prepared once for each value, and a hundred values are kept", async () => {
    const prepared: unknown[] = [];
    let next = "a";
    const of = prepareCredentials(
      () => next,
      (value) => prepared.push(value),
    );
    const ask = async (value: string) => {
      next = value;
      return of({ method: "POST", header: () => undefined });
    };
    expect([await ask("a"), await ask("b"), await ask("a"), await ask("b")]).toEqual([1, 2, 1, 2]);
    for (let i = 2; i < 100; i++) await ask(`value ${i}`);
    expect(await ask("a")).toBe(1);
    await ask("one more");
    expect(await ask("a")).toBe(102);
    expect(prepared).toHaveLength(102);
  });
});
