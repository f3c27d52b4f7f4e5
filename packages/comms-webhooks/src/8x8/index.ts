export type {
  CreateOrReplaceWebhooksRequest,
  DeleteWebhooksRequest,
  Webhook,
  WebhookConfiguration,
  WebhookReference,
  WebhookType,
} from "@comms-webhooks/8x8-types";
export { basicAuthorization } from "./basic-authorization.js";
export { create8x8Webhooks, type EightByEightOptions, type EightByEightWebhooks, type Region } from "./client.js";
