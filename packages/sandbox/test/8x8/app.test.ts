import { webhookTypes } from "@comms-webhooks/8x8-client/data";
import { beforeEach, describe, expect, it } from "vitest";
import { bodyLimit } from "../../src/http/request.js";
import { createSandbox, type Sandbox } from "../../src/index.js";
import { accountId, call8x8, store, webhooksPath } from "./call.js";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});

const item = { subAccountId: "Acme_Support", url: "https://hooks.example.net/8x8" };
const pathOf = (id: string) => `/api/v1/accounts/${id}/webhooks`;

describe("authentication at the 8x8 API", () => {
  it.each([
    ["no header", {}],
    ["another scheme", { authorization: "Basic dXNlcjpwYXNz" }],
    ["an empty key", { authorization: "Bearer " }],
  ])("responds with 401 and code 1200 to %s", async (_, headers) => {
    const { status, error } = await call8x8(sandbox, "GET", { token: null, headers });
    expect([status, error.code, error.message]).toEqual([401, 1200, "Request was not authenticated properly"]);
  });

  it.each([
    "acme",
    "g".repeat(32),
    "7c1e2f60",
    `${accountId}0`,
    `${accountId}%00`,
    "%7BaccountId%7D",
    "a%2Fb",
    "__proto__",
  ])("responds with 401 and code 1200 to the account %s, whatever the method", async (id) => {
    for (const method of ["GET", "POST", "DELETE"]) {
      const body = method === "GET" ? {} : { json: [item] };
      const { status, error } = await call8x8(sandbox, method, { path: pathOf(id), ...body });
      expect([status, error.code]).toEqual([401, 1200]);
    }
  });

  it("accepts an account id without hyphens and in any case", async () => {
    for (const id of [accountId.replaceAll("-", ""), accountId.toUpperCase()]) {
      expect((await call8x8(sandbox, "GET", { path: pathOf(id) })).status).toBe(200);
    }
  });

  it("separates the webhooks of keys and accounts", async () => {
    await store(sandbox, [item]);
    const other = accountId.replace("7", "8");
    expect((await call8x8(sandbox, "GET", { token: "token-2" })).list).toEqual([]);
    expect((await call8x8(sandbox, "GET", { path: pathOf(other) })).list).toEqual([]);
    await call8x8(sandbox, "DELETE", { token: "token-2", json: [item].map(({ subAccountId }) => ({ subAccountId })) });
    expect((await call8x8(sandbox, "GET")).list).toHaveLength(2);
  });
});

describe("the option subAccounts of the 8x8 API", () => {
  beforeEach(() => {
    sandbox = createSandbox({ subAccounts: ["Acme_Support"] });
  });

  it("allows these sub-accounts and * only, in requests to store and to delete", async () => {
    await store(sandbox, [item, { ...item, subAccountId: "*" }]);
    const foreign = { ...item, subAccountId: "constructor" };
    for (const [method, json] of [
      ["POST", [{ ...item, url: "https://hooks.example.net/other" }, foreign]],
      ["DELETE", [{ subAccountId: "Acme_Support" }, { subAccountId: "constructor" }]],
    ] as const) {
      const { status, error } = await call8x8(sandbox, method, { json });
      const text = "Provided subAccountId doesn't belongs to your account";
      expect([status, error.code, error.message]).toEqual([400, 1001, text]);
    }
    const { list } = await call8x8(sandbox, "GET");
    expect(list.map(({ subAccountId, url }) => [subAccountId, url])).toEqual([
      ["Acme_Support", item.url],
      ["Acme_Support", item.url],
      ["*", item.url],
      ["*", item.url],
    ]);
  });

  it("can be empty", async () => {
    sandbox = createSandbox({ subAccounts: [] });
    expect((await call8x8(sandbox, "POST", { json: [item] })).error.code).toBe(1001);
    expect((await call8x8(sandbox, "POST", { json: [{ ...item, subAccountId: "*" }] })).status).toBe(200);
  });
});

describe("paths, methods and errors of the 8x8 API", () => {
  it("accepts a trailing slash", async () => {
    expect((await call8x8(sandbox, "POST", { path: `${webhooksPath}/`, json: [item] })).status).toBe(200);
    expect((await call8x8(sandbox, "GET", { path: `${webhooksPath}/` })).list).toHaveLength(2);
  });

  it.each(["", "/", "/api/v1/accounts", "/api/v1/accounts//webhooks", `${webhooksPath}/1`, "/api/v2/webhooks"])(
    "responds with 404 and code 1300 to the path %j",
    async (path) => {
      const { status, error } = await call8x8(sandbox, "GET", { path });
      expect([status, error.code]).toEqual([404, 1300]);
    },
  );

  it.each(["PUT", "PATCH", "OPTIONS"])(
    "responds with 405 to %s, and lists the methods that are supported",
    async (method) => {
      const { status, headers, error } = await call8x8(sandbox, method);
      expect([status, headers.get("allow"), error.code]).toEqual([405, "GET, HEAD, POST, DELETE", 2001]);
    },
  );

  it("responds to HEAD as to GET, without the body", async () => {
    expect((await call8x8(sandbox, "HEAD")).status).toBe(200);
  });

  it("dates errors by its clock, with seven digits of a second", async () => {
    sandbox = createSandbox({
      now: () => Date.parse("2026-04-03T02:01:00.5Z"),
      randomUUID: () => "0b54c9c1-6b37-4a43-9d7c-5d2f64a5a1ee",
    });
    expect((await call8x8(sandbox, "GET", { token: null })).error).toMatchObject({
      errorId: "0b54c9c1-6b37-4a43-9d7c-5d2f64a5a1ee",
      timestamp: "2026-04-03T02:01:00.5000000+00:00",
    });
  });
});

const oauth = {
  url: "https://login.example.net/token",
  clientId: "acme",
  clientSecret: "t0p-s3cret",
  credentialsLocation: "body",
};
const headers = { "content-type": "application/json" };
const quotedTypes = webhookTypes.map((type) => `"${type}"`).join(", ");
const post = (json: unknown) => call8x8(sandbox, "POST", { json });

describe("an 8x8 request that isn't valid", () => {
  it.each([
    [{}, "the value must be an array; got an object"],
    [null, "the value must be an array; got null"],
    ["*", "the value must be an array; got a string"],
    [[null], "[0] must be an object; got null"],
    [[[]], "[0] must be an object; got an array"],
    [[{ url: item.url }], "[0].subAccountId is required"],
    [[{ ...item, subAccountId: 5 }], "[0].subAccountId must be a string; got a number"],
    [[item, { ...item, type: "*" }], `[1].type must be one of ${quotedTypes}; got "*"`],
    [[{ ...item, enabled: "true" }], "[0].enabled must be a boolean; got a string"],
    [[{ ...item, enabled: null }], "[0].enabled must be a boolean; got null"],
    [[{ ...item, constructor: 1 }], "[0].constructor is not a known field"],
    [[{ ...item, oauth: { ...oauth, scope: 1 } }], "[0].oauth.scope must be a string; got a number"],
  ])("gets 400 with code 1000 for %j", async (json, message) => {
    const { status, error } = await post(json);
    expect([status, error.code, error.message]).toEqual([400, 1000, `Invalid parameter: ${message}`]);
  });

  it("is rejected as a whole", async () => {
    await store(sandbox, [item]);
    const { status } = await post([{ ...item, url: "https://hooks.example.net/other" }, { subAccountId: "Two" }]);
    expect(status).toBe(400);
    expect((await call8x8(sandbox, "DELETE", { json: [{ subAccountId: "Acme_Support" }, {}] })).status).toBe(400);
    expect((await call8x8(sandbox, "GET")).list.map(({ url }) => url)).toEqual([item.url, item.url]);
  });

  it("gets an error without its secrets", async () => {
    const token = "token-t0p-s3cret";
    for (const options of [
      { json: [{ ...item, httpAuthorization: "Bearer t0p-s3cret", oauth }] },
      {
        json: [
          { ...item, httpAuthorization: ["Bearer t0p-s3cret"], oauth: { ...oauth, clientSecret: ["t0p-s3cret"] } },
        ],
      },
      { json: [{ ...item, oauth: { ...oauth, credentialsLocation: "query", url: "http://login.example.net" } }] },
      { text: '[{"httpAuthorization":"Bearer t0p-s3cret",}]', headers },
      { text: "[{httpAuthorization: t0p-s3cret}]" },
    ]) {
      const { status, error } = await call8x8(sandbox, "POST", { ...options, token });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(JSON.stringify(error)).not.toContain("s3cret");
    }
  });

  it("gets no fields from a prototype key", async () => {
    const text = `[{"__proto__":${JSON.stringify(item)}}]`;
    const { error } = await call8x8(sandbox, "POST", { text, headers });
    expect(error.message).toContain("[0].__proto__ is not a known field");
    expect(error.message).toContain("[0].url is required");
  });

  it("gets the first 20 of a great many invalid items, and at most 50 mistakes", async () => {
    const { status, error } = await post(Array(100_000).fill(1));
    expect([status, error.code]).toEqual([400, 1000]);
    expect(error.message).toMatch(/\[19\] must be an object; got a number$/);
    const wide = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`field${index}`, 1]));
    expect((await post([wide])).error.message).toMatch(/; and \d+ more$/);
  });

  it("gets 400 when it isn't JSON", async () => {
    for (const text of ["", "[", "[]]", "["]) {
      const { status, error } = await call8x8(sandbox, "DELETE", { text, headers });
      const message = "Invalid parameter: the body isn't valid JSON";
      expect([status, error.code, error.message]).toEqual([400, 1000, message]);
    }
  });

  it("gets 415 with code 1000 with another media type, or none", async () => {
    for (const method of ["POST", "DELETE"]) {
      for (const options of [{ text: "[]" }, {}, { text: "[]", headers: { "content-type": "text/json" } }]) {
        const { status, error } = await call8x8(sandbox, method, options);
        expect([status, error.code]).toEqual([415, 1000]);
        expect(error.message).toMatch(/^The body must be application\/json/);
      }
    }
    const charset = { "content-type": "application/json; charset=utf-8" };
    expect((await call8x8(sandbox, "POST", { text: "[]", headers: charset })).status).toBe(200);
  });

  it("gets 413 with code 7001 above 1 MiB", async () => {
    const text = `[${" ".repeat(bodyLimit - 2)}]`;
    expect((await call8x8(sandbox, "POST", { text, headers })).status).toBe(200);
    const { status, error } = await call8x8(sandbox, "POST", { text: `${text} `, headers });
    expect([status, error.code]).toEqual([413, 7001]);
  });
});
