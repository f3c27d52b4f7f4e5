import { createClient, operations } from "@comms-webhooks/8x8-client";
import { secretFields } from "@comms-webhooks/8x8-client/data";
import { WebhookList } from "@comms-webhooks/8x8-client/validators";
import type * as types from "@comms-webhooks/8x8-types";
import type { ApiClient } from "../client/api-client.js";
import type { Call } from "../client/limits.js";
import type { ApiDefinition } from "../client/operation.js";
import { createErrorDetailsParser } from "./error-details.js";

/** Describes 8x8's API to the core. */
export function api8x8(accountId: string): ApiDefinition {
  return { operations, parseErrorDetails: createErrorDetailsParser(accountId), secretFields };
}

/** The operations of the API, on arguments that were checked. */
export interface Operations8x8 {
  readonly list: (call: Call) => Promise<types.Webhook[]>;
  readonly createOrReplace: (body: types.CreateOrReplaceWebhooksRequest, call: Call) => Promise<void>;
  readonly delete: (body: types.DeleteWebhooksRequest, call: Call) => Promise<void>;
}

const path = "/api/v1/accounts/{accountId}/webhooks";

/** Creates the operations on an account. */
export function createOperations(api: ApiClient, baseUrl: string, accountId: string): Operations8x8 {
  const client = createClient({ baseUrl });
  const params = { path: { accountId } };

  return {
    async list(call) {
      const operation = { id: "listWebhooks" };
      const { data } = await api.execute(call, operation, (init) => client.GET(path, { ...init, params }), WebhookList);
      return data;
    },
    async createOrReplace(webhooks, call) {
      const body = webhooks.map(withoutEmptyAuthorization);
      const operation = { id: "createOrReplaceWebhooks", body };
      await api.execute(call, operation, (init) => client.POST(path, { ...init, params, body }));
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
