// Compiled, never run.

import { createSandbox } from "@comms-webhooks/sandbox";
import { create8x8Webhooks } from "comms-webhooks/8x8";
import { createWebexWebhooks } from "comms-webhooks/webex";
import ky from "ky";
import nodeFetch from "node-fetch";
import { ProxyAgent, fetch as undiciFetch } from "undici";

const dispatcher = new ProxyAgent("http://127.0.0.1:3128");

createWebexWebhooks({ auth: "token", fetch });
createWebexWebhooks({ auth: "token", fetch: globalThis.fetch });
createWebexWebhooks({ auth: "token", fetch: undiciFetch });
createWebexWebhooks({ auth: "token", fetch: (url, init) => undiciFetch(url, { ...init, dispatcher }) });
createWebexWebhooks({ auth: "token", fetch: nodeFetch });
createWebexWebhooks({ auth: "token", fetch: (url, init) => ky(url, { ...init, throwHttpErrors: false, retry: 0 }) });
create8x8Webhooks({ accountId: "id", auth: "key", fetch: createSandbox().fetch });
// @ts-expect-error: it is called with a URL, not with a Request
createWebexWebhooks({ auth: "token", fetch: (request: Request) => fetch(request) });
