import { beforeEach, describe, expect, it } from "vitest";
import { bodyLimit } from "../../src/http/request.js";
import { createSandbox, type Sandbox } from "../../src/index.js";
import { callWebex, createWebhook, minimal } from "./call.js";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});

describe("authentication at the Webex API", () => {
  it.each([
    ["no header", {}],
    ["another scheme", { authorization: "Basic dXNlcjpwYXNz" }],
    ["an empty token", { authorization: "Bearer " }],
    ["a token with blanks", { authorization: "Bearer a b" }],
  ])("responds with 401 to %s", async (_, headers) => {
    const response = await callWebex(sandbox, "GET", "/webhooks", { token: null, headers });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
  });

  it("accepts the scheme and header names in any case", async () => {
    const headers = { AUTHORIZATION: "bEARER token-1", "CONTENT-type": "Application/JSON; Charset=utf-8" };
    const options = { token: null, headers, text: JSON.stringify(minimal) };
    expect((await callWebex(sandbox, "POST", "/webhooks", options)).status).toBe(200);
    expect((await callWebex(sandbox, "GET", "/webhooks")).body.items).toHaveLength(1);
  });

  it("separates the webhooks of tokens", async () => {
    const { id } = await createWebhook(sandbox);
    const other = { token: "token-2" };
    expect((await callWebex(sandbox, "GET", "/webhooks", other)).body.items).toEqual([]);
    expect((await callWebex(sandbox, "GET", `/webhooks/${id}`, other)).status).toBe(404);
    expect((await callWebex(sandbox, "PUT", `/webhooks/${id}`, { ...other, json: minimal })).status).toBe(404);
    expect((await callWebex(sandbox, "DELETE", `/webhooks/${id}`, other)).status).toBe(404);
    expect((await callWebex(sandbox, "GET", `/webhooks/${id}`)).status).toBe(200);
  });
});

describe("one webhook of the Webex API", () => {
  it("is returned as it was created", async () => {
    const webhook = await createWebhook(sandbox, { filter: "roomType=group" });
    expect((await callWebex(sandbox, "GET", `/webhooks/${webhook.id}`)).body).toEqual(webhook);
  });

  it("is deleted once, with 204 and no body", async () => {
    const { id } = await createWebhook(sandbox);
    expect((await callWebex(sandbox, "DELETE", `/webhooks/${id}`)).status).toBe(204);
    expect((await callWebex(sandbox, "GET", `/webhooks/${id}`)).status).toBe(404);
    expect((await callWebex(sandbox, "DELETE", `/webhooks/${id}`)).status).toBe(404);
  });

  it.each(["unknown", "a%2Fb", "%zz", "__proto__", "constructor", "Y2lz%00"])(
    "is not found by the id %s",
    async (id) => {
      for (const method of ["GET", "DELETE"]) {
        expect((await callWebex(sandbox, method, `/webhooks/${id}`)).status).toBe(404);
      }
      expect((await callWebex(sandbox, "PUT", `/webhooks/${id}`, { json: minimal })).status).toBe(404);
    },
  );
});

describe("paths and methods of the Webex API", () => {
  it("accepts a trailing slash", async () => {
    const { status, body } = await callWebex(sandbox, "POST", "/webhooks/", { json: minimal });
    expect(status).toBe(200);
    expect((await callWebex(sandbox, "GET", "/webhooks/")).body.items).toEqual([body]);
    expect((await callWebex(sandbox, "GET", `/webhooks/${body.id}/`)).body).toEqual(body);
  });

  it.each(["", "/", "/rooms", "/webhooks/a/b", "/webhooks//", "//webhooks", "/Webhooks"])(
    "responds with 404 to the path %j",
    async (path) => {
      expect((await callWebex(sandbox, "GET", path)).status).toBe(404);
    },
  );

  it.each([
    ["/webhooks", ["PUT", "PATCH", "DELETE", "OPTIONS"], "GET, HEAD, POST"],
    ["/webhooks/unknown", ["POST", "PATCH", "OPTIONS"], "GET, HEAD, PUT, DELETE"],
  ])("responds with 405 to other methods of %s, and lists those that are supported", async (path, methods, allow) => {
    for (const method of methods) {
      const response = await callWebex(sandbox, method, path);
      expect([method, response.status, response.headers.get("allow")]).toEqual([method, 405, allow]);
    }
  });

  it("responds to HEAD as to GET, without the body", async () => {
    expect((await callWebex(sandbox, "HEAD", "/webhooks")).status).toBe(200);
    expect((await callWebex(sandbox, "HEAD", "/webhooks/unknown")).status).toBe(404);
  });

  it("sends a new tracking id with each response", async () => {
    const [one, two] = [await callWebex(sandbox, "GET", "/webhooks"), await callWebex(sandbox, "GET", "/webhooks")];
    expect(one.headers.get("trackingid")).not.toBe(two.headers.get("trackingid"));
  });

  it("responds with 500 in the form of Webex when the sandbox fails", async () => {
    const now = () => {
      throw new Error("no time");
    };
    const { status, body } = await callWebex(createSandbox({ now }), "POST", "/webhooks", { json: minimal });
    expect([status, body.message]).toEqual([500, "The sandbox failed: no time"]);
  });
});

const valid = JSON.stringify(minimal);
const json = { "content-type": "application/json" };
const post = (options: Parameters<typeof callWebex>[3]) => callWebex(sandbox, "POST", "/webhooks", options);

describe("the body of a Webex request", () => {
  it.each([
    "application/json",
    "application/json; charset=utf-8",
    "application/json;charset=UTF-8",
    "APPLICATION/json",
  ])("is accepted as %s", async (type) => {
    expect((await post({ text: valid, headers: { "content-type": type } })).status).toBe(200);
  });

  it.each(["text/csv", "text/plain;charset=UTF-8", "application/jsonp", "application/x-www-form-urlencoded", "json"])(
    "gets 415 as %s",
    async (type) => {
      const { status, body } = await post({ text: valid, headers: { "content-type": type } });
      expect([status, body.message]).toEqual([415, `Content type '${type}' not supported`]);
    },
  );

  it("gets 415 without a media type, which counts as text", async () => {
    const { status, body } = await post({ text: new TextEncoder().encode(valid) });
    expect([status, body.message]).toEqual([415, "Content type 'text/plain' not supported"]);
    expect((await post({})).status).toBe(415);
  });

  it.each(["", " ", "{", valid.slice(0, -1), `${valid},`, "undefined", "{'name':'x'}", '{"name":"\u0001"}', "NaN"])(
    "gets 400 when it is %j",
    async (text) => {
      const { status, body } = await post({ text, headers: json });
      expect([status, body.message]).toEqual([400, "The body isn't valid JSON."]);
    },
  );

  it("gets 400 when it isn't UTF-8", async () => {
    const text = Uint8Array.from([0x22, 0xff, 0xfe, 0x22]);
    expect((await post({ text, headers: json })).body.message).toBe("The body isn't valid JSON.");
  });

  it("is never quoted in an error", async () => {
    const text = '{"secret":"top-s3cret","name":top-s3cret}';
    expect(JSON.stringify(await post({ text, headers: json }))).not.toContain("s3cret");
  });

  it("is accepted with a byte order mark and any characters", async () => {
    const name = "Grüße 🎉 \u2028";
    const { body } = await post({ text: `\ufeff${JSON.stringify({ ...minimal, name })}`, headers: json });
    expect(body.name).toBe(name);
  });

  it("is accepted up to 1 MiB, and gets 400 above", async () => {
    const padding = bodyLimit - valid.length;
    expect((await post({ text: valid + " ".repeat(padding), headers: json })).status).toBe(200);
    const { status, body } = await post({ text: valid + " ".repeat(padding + 1), headers: json });
    expect([status, body.message]).toEqual([400, "The body is larger than 1 MiB."]);
    const lying = { ...json, "content-length": "5" };
    expect((await post({ text: valid + " ".repeat(padding + 1), headers: lying })).status).toBe(400);
  });

  it("may be nested 400,000 deep", async () => {
    const depth = 400_000;
    expect((await post({ text: "[".repeat(depth) + "]".repeat(depth), headers: json })).status).toBe(400);
    const { id } = await createWebhook(sandbox);
    const text = `{"name":"n","targetUrl":"https://a.example","x":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    expect((await callWebex(sandbox, "PUT", `/webhooks/${id}`, { text, headers: json })).status).toBe(200);
  });
});

const put = (id: string, json: unknown) => callWebex(sandbox, "PUT", `/webhooks/${id}`, { json });
const renamed = { name: "Renamed", targetUrl: "https://hooks.example.net/moved" };

describe("updating a Webex webhook", () => {
  it("changes the name, the URL and the secret, and keeps the rest", async () => {
    const webhook = await createWebhook(sandbox, { filter: "roomType=group", secret: "old" });
    const { status, body } = await put(webhook.id, { ...renamed, secret: "new" });
    expect([status, body]).toEqual([200, { ...webhook, ...renamed, secret: "new" }]);
    expect((await callWebex(sandbox, "GET", `/webhooks/${webhook.id}`)).body).toEqual(body);
  });

  it("keeps the secret when it is omitted, and removes it when it is empty", async () => {
    const { id } = await createWebhook(sandbox, { secret: "old" });
    expect((await put(id, renamed)).body.secret).toBe("old");
    expect((await put(id, { ...renamed, secret: "" })).body).not.toHaveProperty("secret");
    expect((await put(id, { ...renamed, secret: "new" })).body.secret).toBe("new");
  });

  it("ignores fields that can't be changed", async () => {
    const webhook = await createWebhook(sandbox);
    const ignored = {
      id: "other",
      resource: "rooms",
      event: "nonsense",
      filter: 5,
      ownedBy: "org",
      created: null,
      orgId: [],
      constructor: 1,
    };
    expect((await put(webhook.id, { ...ignored, ...renamed })).body).toEqual({ ...webhook, ...renamed });
    const text = `{"name":"Renamed","targetUrl":"${renamed.targetUrl}","__proto__":{"status":"inactive"}}`;
    const options = { text, headers: { "content-type": "application/json" } };
    const { body } = await callWebex(sandbox, "PUT", `/webhooks/${webhook.id}`, options);
    expect(body).toEqual({ ...webhook, ...renamed });
  });

  it("keeps its place in the list", async () => {
    const [one, two] = [await createWebhook(sandbox), await createWebhook(sandbox)];
    await put(one.id, renamed);
    const { items } = (await callWebex(sandbox, "GET", "/webhooks")).body;
    expect(items?.map(({ id }) => id)).toEqual([two.id, one.id]);
  });

  it("reactivates a disabled webhook only with status active", async () => {
    const { id } = await createWebhook(sandbox);
    expect(sandbox.disableWebexWebhook(id)).toBe(true);
    expect((await callWebex(sandbox, "GET", `/webhooks/${id}`)).body.status).toBe("inactive");
    expect((await put(id, renamed)).body.status).toBe("inactive");
    expect((await put(id, { ...renamed, status: "active" })).body.status).toBe("active");
  });

  it.each([
    [{ name: "n" }, "targetUrl is required"],
    [{ targetUrl: "https://a.example" }, "name is required"],
    [{ ...renamed, status: "inactive" }, 'status must be "active"; got "inactive"'],
    [{ ...renamed, secret: 5 }, "secret must be a string; got a number"],
    [[], "the value must be an object; got an array"],
  ])("responds with 400 to %j, and changes nothing", async (json, message) => {
    const webhook = await createWebhook(sandbox);
    const { status, body } = await put(webhook.id, json);
    expect([status, body.message]).toEqual([400, message]);
    expect(sandbox.webhooks().webex).toEqual([webhook]);
  });

  it("responds with 404 to an unknown id whatever the body is", async () => {
    expect((await put("unknown", [])).status).toBe(404);
    expect((await callWebex(sandbox, "PUT", "/webhooks/unknown", { text: "{" })).status).toBe(404);
  });

  it("responds with 415 and 400 to bodies that aren't JSON", async () => {
    const { id } = await createWebhook(sandbox);
    expect((await callWebex(sandbox, "PUT", `/webhooks/${id}`, { text: "{}" })).status).toBe(415);
    const headers = { "content-type": "application/json" };
    expect((await callWebex(sandbox, "PUT", `/webhooks/${id}`, { text: "{", headers })).status).toBe(400);
  });
});
