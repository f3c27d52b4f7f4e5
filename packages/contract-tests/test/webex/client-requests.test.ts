import { createClient } from "@comms-webhooks/webex-client";
import { createWebexWebhooks } from "comms-webhooks/webex";
import { describeClientCalls, type Fetch } from "../../src/client-calls.ts";

const generated = (fetch: Fetch) => createClient({ fetch, headers: { Authorization: "Bearer k7.x-y_z" } });
const webhooks = (fetch: Fetch) => createWebexWebhooks({ auth: "k7.x-y_z", fetch });
const params = { path: { webhookId: "Y2lzY29zcGFyazovL3VzL1dFQkhPT0svMGI5" } };
const odd = { path: { webhookId: "a/b c?d#ü" } };
const hook = { name: "Spaces", targetUrl: "https://hooks.example.com/rooms?a=%C3%BC" };
const rooms = { ...hook, resource: "rooms" } as const;
const list = "/webhooks";
const item = "/webhooks/{webhookId}";

describeClientCalls("webex", [
  ["listWebhooks", (fetch) => generated(fetch).GET(list)],
  ["listWebhooks", (fetch) => generated(fetch).GET(list, { params: { query: { max: 5, ownedBy: "org" } } })],
  ["createWebhook", (fetch) => generated(fetch).POST(list, { body: { ...rooms, event: "created" } })],
  ["getWebhook", (fetch) => generated(fetch).GET(item, { params })],
  ["updateWebhook", (fetch) => generated(fetch).PUT(item, { params, body: { ...hook, status: "active" } })],
  ["deleteWebhook", (fetch) => generated(fetch).DELETE(item, { params })],
  ["getWebhook", (fetch) => generated(fetch).GET(item, { params: odd })],
  ["listWebhooks", (fetch) => webhooks(fetch).list().toArray()],
  ["listWebhooks", (fetch) => webhooks(fetch).list({ max: 1, ownedBy: "org" }).toArray()],
  ["createWebhook", (fetch) => webhooks(fetch).create({ ...rooms, event: "created" })],
  ["createWebhook", (fetch) => webhooks(fetch).create({ ...rooms, event: "deleted" }, { undocumented: true })],
  ["getWebhook", (fetch) => webhooks(fetch).get(odd.path.webhookId)],
  ["updateWebhook", (fetch) => webhooks(fetch).update("Y2lz", { ...hook, status: "active" })],
  ["deleteWebhook", (fetch) => webhooks(fetch).delete("Y2lz")],
]);
