import { beforeEach, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../../src/index.js";
import { callWebex, createWebhook } from "./call.js";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});

const put = (id: string, json: unknown) => callWebex(sandbox, "PUT", `/webhooks/${id}`, { json });
const change = { name: "Renamed", targetUrl: "https://hooks.example.net/moved" };

describe("updating a Webex webhook", () => {
  it("changes the name, the URL and the secret, and keeps the rest", async () => {
    const webhook = await createWebhook(sandbox, { filter: "roomType=group", secret: "old" });
    const { status, body } = await put(webhook.id, { ...change, secret: "new" });
    expect([status, body]).toEqual([200, { ...webhook, ...change, secret: "new" }]);
    expect((await callWebex(sandbox, "GET", `/webhooks/${webhook.id}`)).body).toEqual(body);
  });

  it("keeps the secret when none is sent and drops it for an empty one", async () => {
    const { id } = await createWebhook(sandbox, { secret: "old" });
    expect((await put(id, change)).body.secret).toBe("old");
    expect((await put(id, { ...change, secret: "" })).body).not.toHaveProperty("secret");
    expect((await put(id, { ...change, secret: "new" })).body.secret).toBe("new");
  });

  it("ignores everything that can't be changed", async () => {
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
    expect((await put(webhook.id, { ...ignored, ...change })).body).toEqual({ ...webhook, ...change });
    const text = `{"name":"Renamed","targetUrl":"${change.targetUrl}","__proto__":{"status":"inactive"}}`;
    const options = { text, headers: { "content-type": "application/json" } };
    const { body } = await callWebex(sandbox, "PUT", `/webhooks/${webhook.id}`, options);
    expect(body).toEqual({ ...webhook, ...change });
  });

  it("keeps its place in the list", async () => {
    const [one, two] = [await createWebhook(sandbox), await createWebhook(sandbox)];
    await put(one.id, change);
    const { items } = (await callWebex(sandbox, "GET", "/webhooks")).body;
    expect(items?.map(({ id }) => id)).toEqual([two.id, one.id]);
  });

  it("revives a stopped webhook with status active, and not without", async () => {
    const { id } = await createWebhook(sandbox);
    expect(sandbox.deactivateWebexWebhook(id)).toBe(true);
    expect((await callWebex(sandbox, "GET", `/webhooks/${id}`)).body.status).toBe("inactive");
    expect((await put(id, change)).body.status).toBe("inactive");
    expect((await put(id, { ...change, status: "active" })).body.status).toBe("active");
  });

  it.each([
    [{ name: "n" }, "targetUrl is required, but missing"],
    [{ targetUrl: "https://a.example" }, "name is required, but missing"],
    [{ ...change, status: "inactive" }, 'status must be "active"; got "inactive"'],
    [{ ...change, secret: 5 }, "secret must be a string; got a number"],
    [[], "the value must be an object; got an array"],
  ])("answers 400 to %j and changes nothing", async (json, message) => {
    const webhook = await createWebhook(sandbox);
    const { status, body } = await put(webhook.id, json);
    expect([status, body.message]).toEqual([400, message]);
    expect(sandbox.webhooks().webex).toEqual([webhook]);
  });

  it("answers 404 to an unknown id whatever the body is", async () => {
    expect((await put("unknown", [])).status).toBe(404);
    expect((await callWebex(sandbox, "PUT", "/webhooks/unknown", { text: "{" })).status).toBe(404);
  });

  it("answers 415 and 400 to bodies that are no JSON", async () => {
    const { id } = await createWebhook(sandbox);
    expect((await callWebex(sandbox, "PUT", `/webhooks/${id}`, { text: "{}" })).status).toBe(415);
    const headers = { "content-type": "application/json" };
    expect((await callWebex(sandbox, "PUT", `/webhooks/${id}`, { text: "{", headers })).status).toBe(400);
  });
});
