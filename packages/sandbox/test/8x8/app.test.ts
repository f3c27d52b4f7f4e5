import { beforeEach, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../../src/index.js";
import { accountId, call8x8, store, webhooksPath } from "./call.js";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});

const item = { subAccountId: "Acme_Support", url: "https://hooks.example.net/8x8" };
const pathOf = (id: string) => `/api/v1/accounts/${id}/webhooks`;

describe("the 8x8 part: who may call", () => {
  it.each([
    ["no header", {}],
    ["another scheme", { authorization: "Basic dXNlcjpwYXNz" }],
    ["an empty key", { authorization: "Bearer " }],
  ])("answers 401 with code 1200 to %s", async (_, headers) => {
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
  ])("answers 401 with code 1200 to the account %s, whatever the method", async (id) => {
    for (const method of ["GET", "POST", "DELETE"]) {
      const body = method === "GET" ? {} : { json: [item] };
      const { status, error } = await call8x8(sandbox, method, { path: pathOf(id), ...body });
      expect([status, error.code]).toEqual([401, 1200]);
    }
  });

  it("takes an account id without hyphens and in any case", async () => {
    for (const id of [accountId.replaceAll("-", ""), accountId.toUpperCase()]) {
      expect((await call8x8(sandbox, "GET", { path: pathOf(id) })).status).toBe(200);
    }
  });

  it("keeps what belongs to a key and an account to the two", async () => {
    await store(sandbox, [item]);
    const other = accountId.replace("7", "8");
    expect((await call8x8(sandbox, "GET", { token: "token-2" })).list).toEqual([]);
    expect((await call8x8(sandbox, "GET", { path: pathOf(other) })).list).toEqual([]);
    await call8x8(sandbox, "DELETE", { token: "token-2", json: [item].map(({ subAccountId }) => ({ subAccountId })) });
    expect((await call8x8(sandbox, "GET")).list).toHaveLength(2);
  });
});

describe("the 8x8 part: sub-accounts that are given", () => {
  beforeEach(() => {
    sandbox = createSandbox({ subAccounts: ["Acme_Support"] });
  });

  it("are the only ones, besides *, that can be stored or deleted", async () => {
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

  it("can be none", async () => {
    sandbox = createSandbox({ subAccounts: [] });
    expect((await call8x8(sandbox, "POST", { json: [item] })).error.code).toBe(1001);
    expect((await call8x8(sandbox, "POST", { json: [{ ...item, subAccountId: "*" }] })).status).toBe(200);
  });
});

describe("the 8x8 part: paths, methods, errors", () => {
  it("takes a slash at the end of a path", async () => {
    expect((await call8x8(sandbox, "POST", { path: `${webhooksPath}/`, json: [item] })).status).toBe(200);
    expect((await call8x8(sandbox, "GET", { path: `${webhooksPath}/` })).list).toHaveLength(2);
  });

  it.each(["", "/", "/api/v1/accounts", "/api/v1/accounts//webhooks", `${webhooksPath}/1`, "/api/v2/webhooks"])(
    "answers 404 with code 1300 to the path %j",
    async (path) => {
      const { status, error } = await call8x8(sandbox, "GET", { path });
      expect([status, error.code]).toEqual([404, 1300]);
    },
  );

  it.each(["PUT", "PATCH", "OPTIONS"])("answers 405 to %s and says what it takes", async (method) => {
    const { status, headers, error } = await call8x8(sandbox, method);
    expect([status, headers.get("allow"), error.code]).toEqual([405, "GET, HEAD, POST, DELETE", 2001]);
  });

  it("answers HEAD as GET without the body", async () => {
    expect((await call8x8(sandbox, "HEAD")).status).toBe(200);
  });

  it("dates errors with seven digits of a second, by its clock", async () => {
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
