export type {
  CreateOrReplaceWebhooksRequest,
  DeleteWebhooksRequest,
  DeliveryMap,
  DeliveryName,
  UnknownDelivery,
  Webhook,
  WebhookConfiguration,
  WebhookReference,
  WebhookType,
} from "@comms-webhooks/8x8-types";
export { basicAuthorization } from "./basic-authorization.js";
export { type ClientOptions, create8x8Webhooks, type Region, type WebhooksClient } from "./client.js";
export type { EnsureOptions, EnsureResult } from "./ensure.js";
export type { WebhookHealth } from "./health.js";
export { create8x8Dispatcher, create8x8Receiver, type DispatcherOptions, type ReceiverOptions } from "./receiver.js";
export type { TypedWebhookKey, WebhookKey } from "./webhook-key.js";
