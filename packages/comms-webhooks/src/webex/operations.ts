import { issueAt } from "@comms-webhooks/validation";
import { createClient, operations } from "@comms-webhooks/webex-client";
import { secretFields } from "@comms-webhooks/webex-client/data";
import { Webhook, WebhookList } from "@comms-webhooks/webex-client/validators";
import type * as types from "@comms-webhooks/webex-types";
import type { Transport } from "../client/executor.js";
import type { Call } from "../client/limits.js";
import type { Send, Vendor } from "../client/operation.js";
import type { ClientOptions } from "../client/options.js";
import { nextLink } from "../client/pagination.js";
import { type Answer, discard, readJson } from "../client/response.js";
import { InvalidResponseError } from "../errors/invalid-response-error.js";
import { describe } from "./error-details.js";
import { byOwner, findCreated } from "./webhook-key.js";

/** How to list: webhooks a page, 100 unless given, and whether those of the organization. */
export type ListWebhooksOptions = NonNullable<types.operations["listWebhooks"]["parameters"]["query"]>;

/** What the transport needs to know of Webex. */
export const webex: Vendor = { operations, describe, secretFields };

/** The operations of the API, on arguments that were checked. */
export interface WebexRequests {
  readonly list: (query: ListWebhooksOptions, call: Call) => AsyncGenerator<types.Webhook, void>;
  /** With an app's id, only its webhooks are found after a lost answer, and one of another app is deleted and refused. */
  readonly create: (body: types.CreateWebhookRequest, call: Call, appId?: string) => Promise<types.Webhook>;
  readonly get: (id: string, call: Call) => Promise<types.Webhook>;
  readonly update: (id: string, body: types.UpdateWebhookRequest, call: Call) => Promise<types.Webhook>;
  readonly delete: (id: string, call: Call) => Promise<void>;
}

/** Empty pages are allowed, but a list that has nothing else does not end. */
const mostEmptyPages = 100;

/** Makes the operations. */
export function createRequests(transport: Transport, { baseUrl }: ClientOptions): WebexRequests {
  const client = createClient(baseUrl === undefined ? {} : { baseUrl });
  const one = "/webhooks/{webhookId}" as const;

  async function* list(query: ListWebhooksOptions, call: Call): AsyncGenerator<types.Webhook, void> {
    const seen = new Set<string>();
    let page: ListWebhooksOptions | undefined = query;
    for (let empty = 0; page; ) {
      const params = { query: page };
      const send: Send = (init) => client.GET("/webhooks", { ...init, params });
      const read = async (answer: Answer) => ({ answer, ...(await readJson(answer, WebhookList)) });
      const { answer, items } = await transport.send(call, { operationId: "listWebhooks", send, read });
      yield* items;
      empty = items.length === 0 ? empty + 1 : 0;
      page = nextPage(answer, seen, empty);
    }
  }

  const read = (answer: Answer) => readJson(answer, Webhook);

  const remove = (webhookId: string, call: Call) => {
    const send: Send = (init) => client.DELETE(one, { ...init, params: { path: { webhookId } } });
    return transport.send(call, { operationId: "deleteWebhook", send, read: discard, doneStatus: 404 });
  };

  return {
    list,

    async create(body, call, appId) {
      const since = call.now();
      const send: Send = (init) => client.POST("/webhooks", { ...init, body });
      const look = () => findCreated({ ...body, appId }, list(byOwner(body), call), since);
      const webhook = await transport.send(call, { operationId: "createWebhook", send, body, read, look });
      if (appId !== undefined && (webhook.appId ?? appId) !== appId) {
        // It would not be found the next time, and another be created.
        await remove(webhook.id, call);
        const rule = `must be that of the token's app, ${webhook.appId}; got ${appId}`;
        transport.refuse("createWebhook", [issueAt(["appId"], rule)]);
      }
      return webhook;
    },

    get(webhookId, call) {
      const send: Send = (init) => client.GET(one, { ...init, params: { path: { webhookId } } });
      return transport.send(call, { operationId: "getWebhook", send, read });
    },

    update(webhookId, body, call) {
      const send: Send = (init) => client.PUT(one, { ...init, params: { path: { webhookId } }, body });
      return transport.send(call, { operationId: "updateWebhook", send, body, read });
    },

    delete: remove,
  };
}

/** The query of the next page. Only the query is taken from the link, so that the token goes to no other server. */
function nextPage({ response, info }: Answer, seen: Set<string>, empty: number): ListWebhooksOptions | undefined {
  const link = nextLink(response.headers.get("Link"));
  if (link === undefined) return undefined;
  const invalid = (reason: string) => new InvalidResponseError(info, { status: response.status, body: "" }, reason);
  if (empty > mostEmptyPages) throw invalid(`it is the ${empty}th empty page on end, and names another`);
  if (!URL.canParse(link, info.url)) throw invalid("its link to the next page is no URL");
  const { searchParams } = new URL(link, info.url);
  seen.add(new URL(info.url).search);
  if (seen.has(`?${searchParams}`)) throw invalid("its link to the next page leads back to a page before");
  return Object.fromEntries(searchParams);
}
