import { beforeEach, describe, expect, it } from "vitest";
import { bodyLimit } from "../../src/http/request.js";
import { createSandbox, type Sandbox } from "../../src/index.js";
import { call8x8, store } from "./call.js";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});

const item = { subAccountId: "Acme_Support", url: "https://hooks.example.net/8x8" };
const oauth = {
  url: "https://login.example.net/token",
  clientId: "acme",
  clientSecret: "t0p-s3cret",
  credentialsLocation: "body",
};
const headers = { "content-type": "application/json" };
const post = (json: unknown) => call8x8(sandbox, "POST", { json });

describe("an 8x8 request that is wrong", () => {
  it.each([
    [{}, "the value must be an array; got an object"],
    [null, "the value must be an array; got null"],
    ["*", "the value must be an array; got a string"],
    [[null], "[0] must be an object; got null"],
    [[[]], "[0] must be an object; got an array"],
    [[{ url: item.url }], "[0].subAccountId is required, but missing"],
    [[{ ...item, subAccountId: 5 }], "[0].subAccountId must be a string; got a number"],
    [[item, { ...item, type: "*" }], '[1].type must be one of "CADR", "MSG", "CABM"; got "*"'],
    [[{ ...item, enabled: "true" }], "[0].enabled must be a boolean; got a string"],
    [[{ ...item, enabled: null }], "[0].enabled must be a boolean; got null"],
    [[{ ...item, constructor: 1 }], "[0].constructor is not a known field"],
    [[{ ...item, oauth: { ...oauth, scope: 1 } }], "[0].oauth.scope must be a string; got a number"],
  ])("gets 400 with code 1000 for %j", async (json, message) => {
    const { status, error } = await post(json);
    expect([status, error.code, error.message]).toEqual([400, 1000, `Invalid parameter: ${message}`]);
  });

  it("is refused as a whole", async () => {
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

  it("does not take fields from a prototype key", async () => {
    const text = `[{"__proto__":${JSON.stringify(item)}}]`;
    const { error } = await call8x8(sandbox, "POST", { text, headers });
    expect(error.message).toContain("[0].__proto__ is not a known field");
    expect(error.message).toContain("[0].url is required, but missing");
  });

  it("gets a limited answer for a great many wrong items", async () => {
    const { status, error } = await post(Array(100_000).fill(1));
    expect([status, error.code]).toEqual([400, 1000]);
    expect(error.message).toMatch(/\[19\] must be an object; got a number$/);
    const wide = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`field${index}`, 1]));
    expect((await post([wide])).error.message).toMatch(/; and \d+ more$/);
  });

  it("gets 400 when it is no JSON", async () => {
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
