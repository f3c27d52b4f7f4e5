import { beforeEach, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../../src/index.js";
import { callWebex, createWebhook, minimal } from "./call.js";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});

describe("the Webex part: who may call", () => {
  it.each([
    ["no header", {}],
    ["another scheme", { authorization: "Basic dXNlcjpwYXNz" }],
    ["an empty token", { authorization: "Bearer " }],
    ["a token with blanks", { authorization: "Bearer a b" }],
  ])("answers 401 to %s", async (_, headers) => {
    const answer = await callWebex(sandbox, "GET", "/webhooks", { token: null, headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  });

  it("takes the scheme and header names in any case", async () => {
    const headers = { AUTHORIZATION: "bEARER token-1", "CONTENT-type": "Application/JSON; Charset=utf-8" };
    const options = { token: null, headers, text: JSON.stringify(minimal) };
    expect((await callWebex(sandbox, "POST", "/webhooks", options)).status).toBe(200);
    expect((await callWebex(sandbox, "GET", "/webhooks")).body.items).toHaveLength(1);
  });

  it("keeps the webhooks of each token to itself", async () => {
    const { id } = await createWebhook(sandbox);
    const other = { token: "token-2" };
    expect((await callWebex(sandbox, "GET", "/webhooks", other)).body.items).toEqual([]);
    expect((await callWebex(sandbox, "GET", `/webhooks/${id}`, other)).status).toBe(404);
    expect((await callWebex(sandbox, "PUT", `/webhooks/${id}`, { ...other, json: minimal })).status).toBe(404);
    expect((await callWebex(sandbox, "DELETE", `/webhooks/${id}`, other)).status).toBe(404);
    expect((await callWebex(sandbox, "GET", `/webhooks/${id}`)).status).toBe(200);
  });
});

describe("the Webex part: one webhook", () => {
  it("gives what was created", async () => {
    const webhook = await createWebhook(sandbox, { filter: "roomType=group" });
    expect((await callWebex(sandbox, "GET", `/webhooks/${webhook.id}`)).body).toEqual(webhook);
  });

  it("deletes with 204 and no body, once", async () => {
    const { id } = await createWebhook(sandbox);
    expect((await callWebex(sandbox, "DELETE", `/webhooks/${id}`)).status).toBe(204);
    expect((await callWebex(sandbox, "GET", `/webhooks/${id}`)).status).toBe(404);
    expect((await callWebex(sandbox, "DELETE", `/webhooks/${id}`)).status).toBe(404);
  });

  it.each(["unknown", "a%2Fb", "%zz", "__proto__", "constructor", "Y2lz%00"])(
    "answers 404 to the id %s",
    async (id) => {
      for (const method of ["GET", "DELETE"]) {
        expect((await callWebex(sandbox, method, `/webhooks/${id}`)).status).toBe(404);
      }
      expect((await callWebex(sandbox, "PUT", `/webhooks/${id}`, { json: minimal })).status).toBe(404);
    },
  );
});

describe("the Webex part: paths and methods", () => {
  it("takes a slash at the end of a path", async () => {
    const { status, body } = await callWebex(sandbox, "POST", "/webhooks/", { json: minimal });
    expect(status).toBe(200);
    expect((await callWebex(sandbox, "GET", "/webhooks/")).body.items).toEqual([body]);
    expect((await callWebex(sandbox, "GET", `/webhooks/${body.id}/`)).body).toEqual(body);
  });

  it.each(["", "/", "/rooms", "/webhooks/a/b", "/webhooks//", "//webhooks", "/Webhooks"])(
    "answers 404 to the path %j",
    async (path) => {
      expect((await callWebex(sandbox, "GET", path)).status).toBe(404);
    },
  );

  it.each([
    ["/webhooks", ["PUT", "PATCH", "DELETE", "OPTIONS"], "GET, HEAD, POST"],
    ["/webhooks/unknown", ["POST", "PATCH", "OPTIONS"], "GET, HEAD, PUT, DELETE"],
  ])("answers 405 to other methods of %s and says which it takes", async (path, methods, allow) => {
    for (const method of methods) {
      const answer = await callWebex(sandbox, method, path);
      expect([method, answer.status, answer.headers.get("allow")]).toEqual([method, 405, allow]);
    }
  });

  it("answers HEAD as GET without the body", async () => {
    expect((await callWebex(sandbox, "HEAD", "/webhooks")).status).toBe(200);
    expect((await callWebex(sandbox, "HEAD", "/webhooks/unknown")).status).toBe(404);
  });

  it("gives each answer a tracking id of its own", async () => {
    const [one, two] = [await callWebex(sandbox, "GET", "/webhooks"), await callWebex(sandbox, "GET", "/webhooks")];
    expect(one.headers.get("trackingid")).not.toBe(two.headers.get("trackingid"));
  });

  it("answers 500 in the form of Webex when the sandbox fails", async () => {
    const now = () => {
      throw new Error("no time");
    };
    const { status, body } = await callWebex(createSandbox({ now }), "POST", "/webhooks", { json: minimal });
    expect([status, body.message]).toEqual([500, "The sandbox failed: no time"]);
  });
});
