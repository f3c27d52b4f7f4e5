import { createSandbox, type Sandbox } from "@comms-webhooks/sandbox";
import { describe, expect, test } from "vitest";
import { responseFaults } from "../src/conformance/response.ts";
import { type Api, documents } from "../src/document.ts";
import { requestExamples } from "../src/examples.ts";
import { listOperations } from "../src/operations.ts";

const account = "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af";
const bases = { webex: "https://webexapis.com/v1", "8x8": `https://chatapps.8x8.id/api/v1/accounts/${account}` };
const hook = { name: "Spaces", targetUrl: "https://hooks.example.com/rooms", resource: "rooms", event: "created" };
const item = { subAccountId: "Support_Desk", url: "https://hooks.example.com/8x8" };
const oauth = { url: "https://login.example.com", clientId: "a", clientSecret: "b", credentialsLocation: "header" };

/** How a request differs from a plain one with JSON and a token. */
interface Call {
  body?: unknown;
  text?: string;
  headers?: Record<string, string>;
  base?: string;
}

/** The calls: API, operation, what is sent, method, path with `ID` for a webhook that is there, expected status. */
const calls: [Api, string, string, string, string, number, Call?][] = [
  ["webex", "listWebhooks", "nothing", "GET", "/webhooks", 200],
  ["webex", "listWebhooks", "a page of one", "GET", "/webhooks?max=1", 200],
  ["webex", "listWebhooks", "the organization's", "GET", "/webhooks?ownedBy=org", 200],
  ["webex", "listWebhooks", "a slash at the end", "GET", "/webhooks/", 200],
  ["webex", "listWebhooks", "a page of none", "GET", "/webhooks?max=0", 400],
  ["webex", "listWebhooks", "another owner", "GET", "/webhooks?ownedBy=me", 400],
  ["webex", "listWebhooks", "no token", "GET", "/webhooks", 401, { headers: { authorization: "" } }],
  ["webex", "createWebhook", "a webhook", "POST", "/webhooks", 200, { body: hook }],
  ["webex", "createWebhook", "an undocumented pair", "POST", "/webhooks", 200, { body: { ...hook, event: "ended" } }],
  [
    "webex",
    "createWebhook",
    "everything",
    "POST",
    "/webhooks",
    200,
    { body: { ...hook, filter: "type=group", secret: "k", ownedBy: "org" } },
  ],
  ["webex", "createWebhook", "an unknown event", "POST", "/webhooks", 400, { body: { ...hook, event: "sold" } }],
  ["webex", "createWebhook", "an unknown field", "POST", "/webhooks", 400, { body: { ...hook, status: "active" } }],
  ["webex", "createWebhook", "many mistakes", "POST", "/webhooks", 400, { body: { name: 1, ownedBy: null, x: 1 } }],
  ["webex", "createWebhook", "an array", "POST", "/webhooks", 400, { body: [hook] }],
  ["webex", "createWebhook", "no JSON", "POST", "/webhooks", 400, { text: '{"name":' }],
  ["webex", "createWebhook", "no body", "POST", "/webhooks", 400, { text: "" }],
  ["webex", "createWebhook", "no token", "POST", "/webhooks", 401, { body: hook, headers: { authorization: "" } }],
  [
    "webex",
    "createWebhook",
    "another scheme",
    "POST",
    "/webhooks",
    401,
    { body: hook, headers: { authorization: "Basic azc=" } },
  ],
  [
    "webex",
    "createWebhook",
    "another media type",
    "POST",
    "/webhooks",
    415,
    { text: "name=a", headers: { "content-type": "application/x-www-form-urlencoded" } },
  ],
  ["webex", "getWebhook", "an id that is there", "GET", "/webhooks/ID", 200],
  ["webex", "getWebhook", "an id that is not", "GET", "/webhooks/nothing", 404],
  ["webex", "getWebhook", "a strange id", "GET", "/webhooks/a%2Fb%20%C3%BC", 404],
  ["webex", "getWebhook", "no token", "GET", "/webhooks/ID", 401, { headers: { authorization: "" } }],
  [
    "webex",
    "getWebhook",
    "somebody else's token",
    "GET",
    "/webhooks/ID",
    404,
    { headers: { authorization: "Bearer x" } },
  ],
  ["webex", "getWebhook", "a method that is not there", "PATCH", "/webhooks/ID", 405, { body: {} }],
  ["webex", "updateWebhook", "a new name", "PUT", "/webhooks/ID", 200, { body: { ...hook, name: "New" } }],
  [
    "webex",
    "updateWebhook",
    "fields that are ignored",
    "PUT",
    "/webhooks/ID",
    200,
    { body: { ...hook, ownedBy: "org", x: 1 } },
  ],
  ["webex", "updateWebhook", "a stop", "PUT", "/webhooks/ID", 400, { body: { ...hook, status: "inactive" } }],
  ["webex", "updateWebhook", "an id that is not", "PUT", "/webhooks/nothing", 404, { body: hook }],
  ["webex", "updateWebhook", "no JSON", "PUT", "/webhooks/ID", 400, { text: "nothing" }],
  [
    "webex",
    "updateWebhook",
    "no media type",
    "PUT",
    "/webhooks/ID",
    415,
    { text: "{}", headers: { "content-type": "" } },
  ],
  ["webex", "deleteWebhook", "an id that is there", "DELETE", "/webhooks/ID", 204],
  ["webex", "deleteWebhook", "an id that is not", "DELETE", "/webhooks/nothing", 404],
  ["webex", "deleteWebhook", "no token", "DELETE", "/webhooks/ID", 401, { headers: { authorization: "" } }],
  ["8x8", "listWebhooks", "nothing", "GET", "/webhooks", 200],
  ["8x8", "listWebhooks", "no token", "GET", "/webhooks", 401, { headers: { authorization: "" } }],
  [
    "8x8",
    "listWebhooks",
    "an account without a UUID",
    "GET",
    "/webhooks",
    401,
    { base: bases["8x8"].replace(account, "Acme") },
  ],
  ["8x8", "listWebhooks", "a method that is not there", "PUT", "/webhooks", 405, { body: [] }],
  [
    "8x8",
    "createOrReplaceWebhooks",
    "webhooks of all kinds",
    "POST",
    "/webhooks",
    200,
    { body: [item, { ...item, type: "CABM", oauth }, { ...item, subAccountId: "*", httpAuthorization: "Bearer k" }] },
  ],
  ["8x8", "createOrReplaceWebhooks", "nothing to do", "POST", "/webhooks", 200, { body: [] }],
  ["8x8", "createOrReplaceWebhooks", "an object", "POST", "/webhooks", 400, { body: item }],
  [
    "8x8",
    "createOrReplaceWebhooks",
    "two authorizations",
    "POST",
    "/webhooks",
    400,
    { body: [{ ...item, oauth, httpAuthorization: "Bearer k" }] },
  ],
  [
    "8x8",
    "createOrReplaceWebhooks",
    "a foreign sub-account",
    "POST",
    "/webhooks",
    400,
    { body: [{ ...item, subAccountId: "Elsewhere" }] },
  ],
  ["8x8", "createOrReplaceWebhooks", "no JSON", "POST", "/webhooks", 400, { text: "[" }],
  [
    "8x8",
    "createOrReplaceWebhooks",
    "another media type",
    "POST",
    "/webhooks",
    415,
    { text: "[]", headers: { "content-type": "text/plain" } },
  ],
  ["8x8", "createOrReplaceWebhooks", "too much", "POST", "/webhooks", 413, { text: " ".repeat(1_100_000) }],
  [
    "8x8",
    "createOrReplaceWebhooks",
    "no token",
    "POST",
    "/webhooks",
    401,
    { body: [item], headers: { authorization: "" } },
  ],
  [
    "8x8",
    "deleteWebhooks",
    "one that is there",
    "DELETE",
    "/webhooks",
    200,
    { body: [{ subAccountId: "Support_Desk" }] },
  ],
  [
    "8x8",
    "deleteWebhooks",
    "one that is not",
    "DELETE",
    "/webhooks",
    200,
    { body: [{ subAccountId: "*", type: "MSG" }] },
  ],
  [
    "8x8",
    "deleteWebhooks",
    "a wildcard type",
    "DELETE",
    "/webhooks",
    400,
    { body: [{ subAccountId: "*", type: "*" }] },
  ],
  ["8x8", "deleteWebhooks", "no body", "DELETE", "/webhooks", 415],
];

/** Makes a sandbox in which both APIs have webhooks already, and gives the id of one. */
async function furnish(): Promise<{ sandbox: Sandbox; id: string }> {
  const sandbox = createSandbox({ subAccounts: ["Support_Desk"] });
  const post = (api: Api, body: unknown) => sandbox.fetch(request(`${bases[api]}/webhooks`, "POST", { body }));
  await post("webex", { ...hook, name: "Rooms of the organization", ownedBy: "org" });
  await post("webex", { ...hook, secret: "k7" });
  const { id } = (await (await post("webex", hook)).json()) as { id: string };
  await post("8x8", [
    { ...item, httpAuthorization: "Bearer k7" },
    { ...item, type: "CABM", enabled: false, oauth },
  ]);
  return { sandbox, id };
}

function request(url: string, method: string, { body, text, headers = {} }: Call = {}): Request {
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const all = {
    authorization: "Bearer k7",
    ...(content === undefined ? {} : { "content-type": "application/json" }),
    ...headers,
  };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
  // As bytes, since a text would bring a media type of its own.
  const bytes = content === undefined ? {} : { body: new TextEncoder().encode(content) };
  return new Request(url, { method, headers: given, ...bytes });
}

describe("an answer of the sandbox", () => {
  test.each(calls)(
    "is one of %s %s to %s (%s %s): %i",
    async (api, operationId, _title, method, path, status, call = {}) => {
      const { sandbox, id } = await furnish();
      const response = await sandbox.fetch(
        request(`${call.base ?? bases[api]}${path.replace("ID", id)}`, method, call),
      );
      expect(response.status).toBe(status);
      expect(await responseFaults(api, operationId, response)).toEqual([]);
    },
  );

  test.each(["webex", "8x8"] as const)("is a success and an error of every operation of %s", (api) => {
    for (const { operation } of listOperations(documents[api])) {
      const statuses = calls.filter(([of, id]) => of === api && id === operation.operationId).map((call) => call[5]);
      expect(
        statuses.some((status) => status < 300),
        operation.operationId,
      ).toBe(true);
      expect(
        statuses.some((status) => status >= 400),
        operation.operationId,
      ).toBe(true);
    }
  });

  test.each([...requestExamples("webex"), ...requestExamples("8x8")])(
    "is a success of $api to the example $name",
    async ({ api, operationId, value }) => {
      const sandbox = createSandbox();
      const method = {
        createWebhook: "POST",
        updateWebhook: "PUT",
        createOrReplaceWebhooks: "POST",
        deleteWebhooks: "DELETE",
      }[operationId];
      const created = await sandbox.fetch(request(`${bases.webex}/webhooks`, "POST", { body: hook }));
      const { id } = (await created.json()) as { id: string };
      const path = operationId === "updateWebhook" ? `/webhooks/${id}` : "/webhooks";
      const response = await sandbox.fetch(request(bases[api] + path, method ?? "", { body: value }));
      expect([response.ok, await responseFaults(api, operationId, response)]).toEqual([true, []]);
    },
  );
});
