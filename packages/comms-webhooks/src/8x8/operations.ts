import { createClient, operations } from "@comms-webhooks/8x8-client";
import { secretFields } from "@comms-webhooks/8x8-client/data";
import { Webhook } from "@comms-webhooks/8x8-client/validators";
import type * as types from "@comms-webhooks/8x8-types";
import type { ApiClient, Executed } from "../client/api-client.js";
import type { Call } from "../client/limits.js";
import { itemReader, listSchema, type OnInvalid } from "../client/list-items.js";
import type { ApiDefinition } from "../client/operation.js";
import type { BaseClientOptions } from "../client/options.js";
import type { RequestErrors } from "../client/request-errors.js";
import { createErrorDetailsParser } from "./error-details.js";

/** Describes 8x8's API to the core. */
export function api8x8(accountId: string): ApiDefinition {
  return { operations, parseErrorDetails: createErrorDetailsParser(accountId), secretFields };
}

/** The operations of the API, on arguments that were checked. */
export interface Operations8x8 {
  /** Items that can't be read are reported, and `onInvalid` may throw for them. */
  readonly list: (call: Call, onInvalid?: OnInvalid) => Promise<Executed<types.Webhook[]>>;
  /** Returns the errors for what the response doesn't report. */
  readonly createOrReplace: (body: types.CreateOrReplaceWebhooksRequest, call: Call) => Promise<RequestErrors>;
  readonly delete: (body: types.DeleteWebhooksRequest, call: Call) => Promise<void>;
}

const path = "/api/v1/accounts/{accountId}/webhooks";

const itemsSchema = listSchema<readonly unknown[]>();

/** Creates the operations on an account. */
export function createOperations(
  api: ApiClient,
  options: BaseClientOptions & { readonly baseUrl: string },
  accountId: string,
): Operations8x8 {
  const client = createClient({ baseUrl: options.baseUrl });
  const readItems = itemReader(options, ["subAccountId", "type"]);
  const params = { path: { accountId } };

  return {
    async list(call, onInvalid) {
      const operation = { id: "listWebhooks" };
      const page = await api.execute(call, operation, (init) => client.GET(path, { ...init, params }), itemsSchema);
      return { ...page, data: readItems(page, page.data, Webhook, onInvalid) };
    },
    async createOrReplace(webhooks, call) {
      const body = webhooks.map(withoutEmptyAuthorization);
      const operation = { id: "createOrReplaceWebhooks", body };
      const done = await api.execute(call, operation, (init) => client.POST(path, { ...init, params, body }));
      return (done as Executed<unknown>).errors;
    },
    async delete(body, call) {
      await api.execute(call, { id: "deleteWebhooks" }, (init) => client.DELETE(path, { ...init, params, body }));
    },
  };
}

function withoutEmptyAuthorization(webhook: types.WebhookConfiguration): types.WebhookConfiguration {
  if (!webhook.oauth || webhook.httpAuthorization === undefined) return webhook;
  const { httpAuthorization: _empty, ...rest } = webhook;
  return rest;
}
