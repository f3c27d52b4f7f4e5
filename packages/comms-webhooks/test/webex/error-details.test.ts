import { describe, expect, it } from "vitest";
import type { CallOptions, HttpError } from "../../src/index.js";
import { createWebexWebhooks, type ListWebhooksOptions, type WebhooksClient } from "../../src/webex/index.js";
import { json, rejection } from "../helpers.js";

const desired = { name: "Lobby", targetUrl: "https://hooks.example.com", resource: "rooms", event: "created" } as const;
const org = { ...desired, ownedBy: "org" } as const;
const changes = { name: "Lobby", targetUrl: "https://hooks.example.com" };

/** The error of a call with this response of Webex. */
async function failure(response: Response, call: (webex: WebhooksClient) => Promise<unknown>): Promise<HttpError> {
  const webex = createWebexWebhooks({ auth: "t0k-1", retries: 0, fetch: async () => response.clone() });
  const error = (await rejection(call(webex))) as HttpError;
  expect(error.name).toBe("HttpError");
  return error;
}

const says = (status: number, message = "No", more: object = {}) => json({ message, ...more }, { status });
const list = (query: ListWebhooksOptions) => (webex: WebhooksClient) => webex.list(query).toArray();
const create = (body: object, options: CallOptions & { undocumented?: true } = {}) => {
  return (webex: WebhooksClient) => webex.create(body as typeof desired, options);
};

const token =
  "The token is wrong, expired or revoked. Set auth to an access token of the person, bot, integration or service app that owns the webhooks.";
const administrators =
  "Only full administrators and compliance officers can manage the organization's webhooks. Their token needs the admin or compliance scopes of the resource; for meetings they must also administer the site.";
const filter = "A filter can only name what the token's owner has access to.";

describe("the hint", () => {
  it.each([
    ["create", create(desired)],
    ["list", list({})],
    ["list of the organization", list({ ownedBy: "org" })],
    ["get", (webex: WebhooksClient) => webex.get("Zm9v")],
    ["update", (webex: WebhooksClient) => webex.update("Zm9v", changes)],
    ["delete", (webex: WebhooksClient) => webex.delete("Zm9v")],
  ])("of a 401 is which token it needs: %s", async (_name, call) => {
    const error = await failure(says(401, "The request requires a valid access token."), call);
    expect(error.hint).toBe(token);
    expect(error.message).toMatch(/ failed with 401: The request requires a valid access token\. The token is wrong, /);
  });

  it.each([
    ["create", create(org)],
    ["create with what is not documented", create({ ...org, resource: "x", event: "y" }, { undocumented: true })],
    ["list", list({ ownedBy: "org" })],
    ["list with more in its query", list({ max: 5, ownedBy: "org" })],
    ["update", (webex: WebhooksClient) => webex.update("Zm9v", { ...changes, ownedBy: "org" })],
  ])("of a 403 is who may have the organization's webhooks: %s", async (_name, call) => {
    expect((await failure(says(403), call)).hint).toBe(administrators);
  });

  it.each<[string, (webex: WebhooksClient) => Promise<unknown>, string]>([
    ["create", create(desired), "the resource rooms"],
    ["create", create({ ...desired, resource: "meetings", event: "started" }), "the resource meetings"],
    ["list", list({}), "the webhook's resource"],
    ["list", list({ max: 7 }), "the webhook's resource"],
    ["get", (webex) => webex.get("Zm9v"), "the webhook's resource"],
    ["get of a strange id", (webex) => webex.get("x?ownedBy=org"), "the webhook's resource"],
    ["update", (webex) => webex.update("Zm9v", changes), "the webhook's resource"],
    ["update by the creator", (webex) => webex.update("Zm9v", { ...changes, ownedBy: "creator" }), "the webhook's"],
    ["delete", (webex) => webex.delete("Zm9v"), "the webhook's resource"],
  ])("of another 403 is which scope the token lacks: %s", async (_name, call, what) => {
    expect((await failure(says(403), call)).hint).toMatch(new RegExp(`^The token needs the read scope of ${what}`));
  });

  it.each([
    says(400, "POST failed: HTTP/1.1 400 Bad Request (Invalid value for filter: roomId)"),
    says(400, "Bad request", { errors: [{ description: "Unable to resolve VALUE FOR FILTER" }] }),
  ])("of a 400 about a filter is what filters can name (%#)", async (response) => {
    expect((await failure(response, create({ ...desired, filter: "type=abc" }))).hint).toBe(filter);
  });

  it.each([
    [400, "name is required"],
    [404, "Invalid value for filter"],
    [409, "exists"],
    [405, "No"],
    [410, "Gone"],
  ])("is absent for %i: %s", async (status, message) => {
    const error = await failure(says(status, message), create(desired));
    expect(error.hint).toBeUndefined();
    expect(error.message).toMatch(new RegExp(`: ${message}$`));
  });

  it.each([
    says(401),
    says(403),
    says(400, "value for filter"),
    new Response("<html>", { status: 403 }),
    new Response(null, { status: 401 }),
    says(503),
  ])("is the end of the message (%#)", async (response) => {
    const error = await failure(response, create(desired));
    expect(error.hint).toMatch(/\w/);
    expect(error.message.endsWith(`. ${error.hint}`)).toBe(true);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ hint: error.hint });
  });
});

describe("the reason", () => {
  it("has the message and each description once", async () => {
    const errors = [{ description: "Busy" }, { description: "Locked by a job" }, { description: "Locked by a job" }];
    const error = await failure(says(409, "Busy", { errors }), list({}));
    expect(error.message).toMatch(/ failed with 409: Busy; Locked by a job$/);
  });

  it("joins sentences, and goes on with the hint", async () => {
    const error = await failure(says(401, "Not valid.", { errors: [{ description: "Expired." }] }), list({}));
    expect(error.message).toMatch(
      / failed with 401: Not valid; Expired\. The token is wrong, expired or revoked\. Set /,
    );
    const question = await failure(says(401, "Who are you?"), list({}));
    expect(question.message).toMatch(/ failed with 401: Who are you\? The token is wrong/);
  });

  it.each([null, 5, [], { errors: "none" }, { errors: [null, 5, {}] }, { message: { text: "No" } }])(
    "is left out where the body is %j",
    async (body) => {
      expect((await failure(json(body, { status: 409 }), list({}))).message).toMatch(/ failed with 409$/);
    },
  );
});

describe("the code and the request id", () => {
  it("come from the body, or from its first error that has a code", async () => {
    const errors = [{ description: "a" }, { errorCode: 7 }, { errorCode: 8 }];
    expect(await failure(says(409, "No", { errors, trackingId: "T-1" }), list({}))).toMatchObject({
      code: 7,
      requestId: "T-1",
    });
    expect((await failure(says(409, "No", { errorCode: 9, errors }), list({}))).code).toBe(9);
    expect((await failure(says(409, "No", { errorCode: "9" }), list({}))).code).toBeUndefined();
  });

  it("come from the header where the body has no tracking id", async () => {
    const response = new Response("<html>", { status: 409, headers: { TrackingID: "T-2" } });
    expect((await failure(response, list({}))).requestId).toBe("T-2");
  });
});
