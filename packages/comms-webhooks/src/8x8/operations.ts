import { createClient, operations } from "@comms-webhooks/8x8-client";
import { secretFields } from "@comms-webhooks/8x8-client/data";
import { WebhookList } from "@comms-webhooks/8x8-client/validators";
import type * as types from "@comms-webhooks/8x8-types";
import type { Transport } from "../client/executor.js";
import type { Call } from "../client/limits.js";
import type { Send, Vendor } from "../client/operation.js";
import { type Answer, discard, readJson } from "../client/response.js";
import { describe } from "./error-details.js";

/** What the transport needs to know of 8x8. */
export function vendor8x8(accountId: string): Vendor {
  return { operations, describe: describe(accountId), secretFields };
}

/** The operations of the API, on arguments that were checked. */
export interface Requests8x8 {
  readonly list: (call: Call) => Promise<types.Webhook[]>;
  readonly createOrReplace: (body: types.CreateOrReplaceWebhooksRequest, call: Call) => Promise<void>;
  readonly delete: (body: types.DeleteWebhooksRequest, call: Call) => Promise<void>;
}

const path = "/api/v1/accounts/{accountId}/webhooks";

/** Makes the operations on an account. */
export function createRequests(transport: Transport, baseUrl: string, accountId: string): Requests8x8 {
  const client = createClient({ baseUrl });
  const params = { path: { accountId } };

  return {
    list(call) {
      const send: Send = (init) => client.GET(path, { ...init, params });
      const read = (answer: Answer) => readJson(answer, WebhookList);
      return transport.send(call, { operationId: "listWebhooks", send, read });
    },
    createOrReplace(webhooks, call) {
      const body = webhooks.map(withoutEmptyAuthorization);
      const send: Send = (init) => client.POST(path, { ...init, params, body });
      return transport.send(call, { operationId: "createOrReplaceWebhooks", send, body, read: discard });
    },
    delete(body, call) {
      const send: Send = (init) => client.DELETE(path, { ...init, params, body });
      return transport.send(call, { operationId: "deleteWebhooks", send, read: discard });
    },
  };
}

function withoutEmptyAuthorization(webhook: types.WebhookConfiguration): types.WebhookConfiguration {
  if (!webhook.oauth || webhook.httpAuthorization === undefined) return webhook;
  const { httpAuthorization: _empty, ...rest } = webhook;
  return rest;
}
