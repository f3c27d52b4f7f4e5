import * as connect from "@comms-webhooks/8x8-client";
import * as webex from "@comms-webhooks/webex-client";
import { create8x8Webhooks } from "comms-webhooks/8x8";
import { createWebexWebhooks } from "comms-webhooks/webex";
import { describe, expect, test } from "vitest";
import { operationOf, requestFaults } from "../src/conformance/request.ts";
import { type Api, documents } from "../src/document.ts";
import { exampleAnswer } from "../src/examples.ts";
import { listOperations } from "../src/operations.ts";
import { createRecorder } from "../src/recorder.ts";

type Fetch = (input: Request) => Promise<Response>;

const headers = { Authorization: "Bearer k7.x-y_z" };
const webexClient = (fetch: Fetch) => webex.createClient({ fetch, headers });
const connectClient = (fetch: Fetch, baseUrl?: string) =>
  connect.createClient({ fetch, headers, ...(baseUrl === undefined ? {} : { baseUrl }) });
const one = { path: { webhookId: "Y2lzY29zcGFyazovL3VzL1dFQkhPT0svMGI5" } };
const account = { path: { accountId: "3f8a1c527d404b9ea6c190e2d57b48af" } };
const hook = { name: "Spaces", targetUrl: "https://hooks.example.com/rooms?a=ü".replace("ü", "%C3%BC") };
const list = "/webhooks" as const;
const item = "/webhooks/{webhookId}" as const;
const all = "/api/v1/accounts/{accountId}/webhooks" as const;

const webexWebhooks = (fetch: Fetch) => createWebexWebhooks({ auth: "k7.x-y_z", fetch });
const connectWebhooks = (fetch: Fetch, region: keyof typeof connect.servers = "europe") =>
  create8x8Webhooks({ auth: () => Promise.resolve("k7"), accountId: account.path.accountId, region, fetch });
const oauth = {
  url: "https://login.example.com",
  clientId: "a",
  clientSecret: "b",
  credentialsLocation: "body",
} as const;

/** The calls: what is called, the operation that the request must be, and the call. */
const calls: [Api, string, (fetch: Fetch) => Promise<unknown>][] = [
  ["webex", "listWebhooks", (fetch) => webexClient(fetch).GET(list)],
  ["webex", "listWebhooks", (fetch) => webexClient(fetch).GET(list, { params: { query: { max: 5, ownedBy: "org" } } })],
  [
    "webex",
    "createWebhook",
    (fetch) => webexClient(fetch).POST(list, { body: { ...hook, resource: "rooms", event: "created" } }),
  ],
  ["webex", "getWebhook", (fetch) => webexClient(fetch).GET(item, { params: one })],
  [
    "webex",
    "updateWebhook",
    (fetch) => webexClient(fetch).PUT(item, { params: one, body: { ...hook, status: "active" } }),
  ],
  ["webex", "deleteWebhook", (fetch) => webexClient(fetch).DELETE(item, { params: one })],
  ["webex", "getWebhook", (fetch) => webexClient(fetch).GET(item, { params: { path: { webhookId: "a/b c?d#ü" } } })],
  ["8x8", "listWebhooks", (fetch) => connectClient(fetch).GET(all, { params: account })],
  [
    "8x8",
    "createOrReplaceWebhooks",
    (fetch) => connectClient(fetch).POST(all, { params: account, body: [{ subAccountId: "*", url: hook.targetUrl }] }),
  ],
  [
    "8x8",
    "deleteWebhooks",
    (fetch) => connectClient(fetch).DELETE(all, { params: account, body: [{ subAccountId: "*", type: "CABM" }] }),
  ],
  ["webex", "listWebhooks", (fetch) => webexWebhooks(fetch).list().toArray()],
  ["webex", "listWebhooks", (fetch) => webexWebhooks(fetch).list({ max: 1, ownedBy: "org" }).toArray()],
  ["webex", "createWebhook", (fetch) => webexWebhooks(fetch).create({ ...hook, resource: "rooms", event: "created" })],
  [
    "webex",
    "createWebhook",
    (fetch) => webexWebhooks(fetch).create({ ...hook, resource: "rooms", event: "deleted" }, { undocumented: true }),
  ],
  ["webex", "getWebhook", (fetch) => webexWebhooks(fetch).get("a/b c?d#ü")],
  ["webex", "updateWebhook", (fetch) => webexWebhooks(fetch).update("Y2lz", { ...hook, status: "active" })],
  ["webex", "deleteWebhook", (fetch) => webexWebhooks(fetch).delete("Y2lz")],
  ["8x8", "listWebhooks", (fetch) => connectWebhooks(fetch).list().toArray()],
  [
    "8x8",
    "createOrReplaceWebhooks",
    (fetch) =>
      connectWebhooks(fetch).createOrReplace([
        { subAccountId: "*", url: hook.targetUrl, httpAuthorization: "", oauth },
      ]),
  ],
  ["8x8", "deleteWebhooks", (fetch) => connectWebhooks(fetch).delete([{ subAccountId: "*" }])],
  ...Object.values(connect.servers).map((server): [Api, string, (fetch: Fetch) => Promise<unknown>] => [
    "8x8",
    "listWebhooks",
    (fetch) => connectClient(fetch, server).GET(all, { params: account }),
  ]),
];

describe("a call of the clients", () => {
  test.each(calls)("of %s yields a request for %s that the document accepts", async (api, operationId, call) => {
    const recorder = createRecorder((request) => exampleAnswer(api, operationOf(api, request)));
    await call(recorder.fetch);
    expect(recorder.requests).toHaveLength(1);
    for (const request of recorder.requests) {
      expect(operationOf(api, request)).toBe(operationId);
      expect(await requestFaults(api, request)).toEqual([]);
    }
  });

  test.each(["webex", "8x8"] as const)("is made here for every operation of %s", (api) => {
    const called = new Set(calls.filter(([of]) => of === api).map(([, operationId]) => operationId));
    const ids = listOperations(documents[api]).map(({ operation }) => operation.operationId);
    expect([...called].sort()).toEqual(ids.sort());
  });
});
