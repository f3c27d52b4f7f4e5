import { issueAt } from "@comms-webhooks/validation";
import { createClient, operations } from "@comms-webhooks/webex-client";
import { secretFields } from "@comms-webhooks/webex-client/data";
import { Webhook, WebhookList } from "@comms-webhooks/webex-client/validators";
import type * as types from "@comms-webhooks/webex-types";
import type { ApiClient, CallOperation, Executed } from "../client/api-client.js";
import type { Call } from "../client/limits.js";
import type { ApiDefinition } from "../client/operation.js";
import type { BaseClientOptions } from "../client/options.js";
import { nextLink } from "../client/pagination.js";
import { parseErrorDetails } from "./error-details.js";
import { findCreated, ownerQuery } from "./webhook-key.js";

/** Options of a list: webhooks per page (default: 100), and whether to list those of the organization. */
export type ListWebhooksOptions = NonNullable<types.operations["listWebhooks"]["parameters"]["query"]>;

/** Describes Webex's API to the core. */
export const webexApi: ApiDefinition = { operations, parseErrorDetails, secretFields };

/** The operations of the API, on arguments that were checked. */
export interface WebexOperations {
  readonly list: (query: ListWebhooksOptions, call: Call) => AsyncGenerator<types.Webhook, void>;
  /** With an app's id, only its webhooks are considered, and one that was created by another app is deleted. */
  readonly create: (body: types.CreateWebhookRequest, call: Call, appId?: string) => Promise<types.Webhook>;
  readonly get: (id: string, call: Call) => Promise<types.Webhook>;
  readonly update: (id: string, body: types.UpdateWebhookRequest, call: Call) => Promise<types.Webhook>;
  readonly delete: (id: string, call: Call) => Promise<void>;
}

/** Empty pages are allowed, but a list of nothing else doesn't end. */
const maxEmptyPages = 100;

/** Creates the operations. */
export function createOperations(api: ApiClient, { baseUrl }: BaseClientOptions): WebexOperations {
  const client = createClient(baseUrl === undefined ? {} : { baseUrl });
  const byId = "/webhooks/{webhookId}" as const;

  async function* list(query: ListWebhooksOptions, call: Call): AsyncGenerator<types.Webhook, void> {
    const seen = new Set<string>();
    let page: ListWebhooksOptions | undefined = query;
    for (let empty = 0; page; ) {
      const params = { query: page };
      const callOperation: CallOperation<types.WebhookList> = (init) => client.GET("/webhooks", { ...init, params });
      const result = await api.execute(call, { id: "listWebhooks" }, callOperation, WebhookList);
      const { items } = result.data;
      yield* items;
      empty = items.length === 0 ? empty + 1 : 0;
      page = nextPage(result, seen, empty);
    }
  }

  async function remove(webhookId: string, call: Call): Promise<void> {
    const operation = { id: "deleteWebhook", processedStatus: 404 };
    await api.execute(call, operation, (init) => client.DELETE(byId, { ...init, params: { path: { webhookId } } }));
  }

  return {
    list,

    async create(body, call, appId) {
      const since = call.now();
      const reconcile = () => findCreated({ ...body, appId }, list(ownerQuery(body), call), since);
      const operation = { id: "createWebhook", body, reconcile };
      const callOperation: CallOperation<types.Webhook> = (init) => client.POST("/webhooks", { ...init, body });
      const { data } = await api.execute(call, operation, callOperation, Webhook);
      if (appId !== undefined && (data.appId ?? appId) !== appId) {
        // The next call wouldn't find it, and would create another.
        await remove(data.id, call);
        const rule = `must be that of the token's app, ${data.appId}; got ${appId}`;
        api.assert("createWebhook", [issueAt(["appId"], rule)]);
      }
      return data;
    },

    async get(webhookId, call) {
      const params = { path: { webhookId } };
      const operation = { id: "getWebhook" };
      const { data } = await api.execute(call, operation, (init) => client.GET(byId, { ...init, params }), Webhook);
      return data;
    },

    async update(webhookId, body, call) {
      const params = { path: { webhookId } };
      const operation = { id: "updateWebhook", body };
      const callOperation: CallOperation<types.Webhook> = (init) => client.PUT(byId, { ...init, params, body });
      return (await api.execute(call, operation, callOperation, Webhook)).data;
    },

    delete: remove,
  };
}

/** Returns the query of the next page. Only the query is taken from the link, so that the token goes to no other server. */
function nextPage(
  { response, errors }: Executed<types.WebhookList>,
  seen: Set<string>,
  empty: number,
): ListWebhooksOptions | undefined {
  const { url } = errors.context();
  const link = nextLink(response.headers.get("Link"));
  if (link === undefined) return undefined;
  const invalid = (reason: string) => errors.invalidResponse(response, "", reason);
  if (empty > maxEmptyPages) throw invalid(`the list doesn't end: ${empty} empty pages in a row`);
  if (!URL.canParse(link, url)) throw invalid("its link to the next page isn't a URL");
  const { searchParams } = new URL(link, url);
  seen.add(new URL(url).search);
  if (seen.has(`?${searchParams}`)) throw invalid("its link to the next page leads back to an earlier page");
  return Object.fromEntries(searchParams);
}
