import { createClient, servers } from "@comms-webhooks/8x8-client";
import { create8x8Webhooks } from "comms-webhooks/8x8";
import { type ClientCall, describeClientCalls, type Fetch } from "../../src/client-calls.ts";

const accountId = "3f8a1c527d404b9ea6c190e2d57b48af";
const params = { path: { accountId } };
const headers = { Authorization: "Bearer k7.x-y_z" };
const generated = (fetch: Fetch, server = {}) => createClient({ fetch, headers, ...server });
const webhooks = (fetch: Fetch) =>
  create8x8Webhooks({ auth: () => Promise.resolve("k7"), accountId, region: "europe", fetch });
const all = "/api/v1/accounts/{accountId}/webhooks";
const item = { subAccountId: "*", url: "https://hooks.example.com/rooms?a=%C3%BC" };
const credentials = { clientId: "a", clientSecret: "b", credentialsLocation: "body" } as const;
const oauth = { url: "https://login.example.com", ...credentials };

describeClientCalls("8x8", [
  ["listWebhooks", (fetch) => generated(fetch).GET(all, { params })],
  ["createOrReplaceWebhooks", (fetch) => generated(fetch).POST(all, { params, body: [item] })],
  ["deleteWebhooks", (fetch) => generated(fetch).DELETE(all, { params, body: [{ subAccountId: "*", type: "CABM" }] })],
  ["listWebhooks", (fetch) => webhooks(fetch).list().toArray()],
  ["createOrReplaceWebhooks", (fetch) => webhooks(fetch).createOrReplace([{ ...item, httpAuthorization: "", oauth }])],
  ["deleteWebhooks", (fetch) => webhooks(fetch).delete([{ subAccountId: "*" }])],
  ...Object.values(servers).map(
    (baseUrl): ClientCall => ["listWebhooks", (fetch) => generated(fetch, { baseUrl }).GET(all, { params })],
  ),
]);
