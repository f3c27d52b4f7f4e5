import { createClient, operations } from "@comms-webhooks/webex-client";
import { secretFields } from "@comms-webhooks/webex-client/data";
import { Webhook } from "@comms-webhooks/webex-client/validators";
import type * as types from "@comms-webhooks/webex-types";
import type { ApiClient, CallOperation, Executed } from "../client/api-client.js";
import type { Call } from "../client/limits.js";
import { itemReader, listSchema, type OnInvalid } from "../client/list-items.js";
import type { ApiDefinition } from "../client/operation.js";
import type { BaseClientOptions } from "../client/options.js";
import { nextPage, withUrl } from "../client/pagination.js";
import { parseErrorDetails } from "./error-details.js";
import { findCreated, ownerQuery } from "./webhook-key.js";

/** Options of a list: webhooks per page (default: 100), and whether to list those of the organization. */
export type ListWebhooksOptions = NonNullable<types.operations["listWebhooks"]["parameters"]["query"]>;

/** Describes Webex's API to the core. */
export const webexApi: ApiDefinition = { operations, parseErrorDetails, secretFields };

/** What else a list needs. */
export interface ListMore {
  /** Items that can't be read are reported, and this may throw for them. */
  readonly onInvalid?: OnInvalid;
  /** Where secrets are that the server knows, and may repeat anywhere. */
  readonly secrets?: unknown;
}

/** The operations of the API, on arguments that were checked. */
export interface WebexOperations {
  readonly list: (query: ListWebhooksOptions, call: Call, more?: ListMore) => AsyncGenerator<types.Webhook, void>;
  /** With an app's id, only its webhooks count as the result of an earlier attempt. */
  readonly create: (body: types.CreateWebhookRequest, call: Call, appId?: string) => Promise<Executed<types.Webhook>>;
  readonly get: (id: string, call: Call) => Promise<types.Webhook>;
  readonly update: (id: string, body: types.UpdateWebhookRequest, call: Call) => Promise<Executed<types.Webhook>>;
  readonly delete: (id: string, call: Call) => Promise<void>;
}

/** Empty pages are allowed, but a list of nothing else doesn't end. */
const maxEmptyPages = 100;

const pageSchema = listSchema<{ readonly items: readonly unknown[] }>("items");

/** Creates the operations. */
export function createOperations(api: ApiClient, options: BaseClientOptions): WebexOperations {
  const { baseUrl } = options;
  const client = createClient(baseUrl === undefined ? {} : { baseUrl });
  const byId = "/webhooks/{webhookId}" as const;
  const readItems = itemReader(options, ["id", "name", "ownedBy"]);

  async function* list(
    query: ListWebhooksOptions,
    call: Call,
    { onInvalid, secrets }: ListMore = {},
  ): AsyncGenerator<types.Webhook, void> {
    const ids = new Set<string>();
    const urls = new Set<string>();
    const params = { query };
    let next: string | undefined;
    let empty = 0;
    do {
      const url = next;
      const page = await api.execute(
        call,
        { id: "listWebhooks", body: secrets },
        (init) => client.GET("/webhooks", { ...withUrl(init, url), params }),
        pageSchema,
      );
      const { items } = page.data;
      // Where webhooks come and go, a page can repeat some of an earlier one.
      const fresh = readItems(page, items, Webhook, onInvalid).filter(({ id }) => !ids.has(id));
      for (const { id } of fresh) ids.add(id);
      yield* fresh;
      empty = fresh.length === 0 ? empty + 1 : 0;
      next = nextPage(page, urls);
      if (next !== undefined && empty > maxEmptyPages) {
        const reason = `the list doesn't end: ${empty} pages in a row without another webhook`;
        throw page.errors.invalidResponse(page.response, "", reason);
      }
    } while (next !== undefined);
  }

  return {
    list,

    create(body, call, appId) {
      const since = call.now();
      const reconcile = () => findCreated({ ...body, appId }, list(ownerQuery(body), call, { secrets: body }), since);
      const operation = { id: "createWebhook", body, reconcile };
      const callOperation: CallOperation<types.Webhook> = (init) => client.POST("/webhooks", { ...init, body });
      return api.execute(call, operation, callOperation, Webhook);
    },

    async get(webhookId, call) {
      const params = { path: { webhookId } };
      const operation = { id: "getWebhook" };
      const { data } = await api.execute(call, operation, (init) => client.GET(byId, { ...init, params }), Webhook);
      return data;
    },

    update(webhookId, body, call) {
      const params = { path: { webhookId } };
      const operation = { id: "updateWebhook", body };
      const callOperation: CallOperation<types.Webhook> = (init) => client.PUT(byId, { ...init, params, body });
      return api.execute(call, operation, callOperation, Webhook);
    },

    async delete(webhookId, call) {
      const operation = { id: "deleteWebhook", processedStatus: 404 };
      await api.execute(call, operation, (init) => client.DELETE(byId, { ...init, params: { path: { webhookId } } }));
    },
  };
}
