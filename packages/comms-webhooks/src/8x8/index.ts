/**
 * Client, receiver and dispatcher for the webhooks of 8x8 Connect.
 *
 * @module
 */

export type {
  CreateOrReplaceWebhooksRequest,
  DeleteWebhooksRequest,
  DeliveryName,
  UnknownDelivery,
  Webhook,
  WebhookConfiguration,
  WebhookReference,
  WebhookType,
} from "@comms-webhooks/8x8-types";
export { basicAuthorization } from "./basic-authorization.js";
export { type ClientOptions, create8x8Webhooks, type Region, type WebhooksClient } from "./client.js";
export { deliveryKey8x8 } from "./delivery-key.js";
export type { EnsureOptions, EnsureResult } from "./ensure.js";
export type { WebhookHealth } from "./health.js";
export type { DeliveryMap } from "./normalize.js";
export type { PlanOptions } from "./plan.js";
export { create8x8Dispatcher, create8x8Receiver, type DispatcherOptions, type ReceiverOptions } from "./receiver.js";
export { deliverySummary8x8 } from "./summary.js";
export { type WebhookIssuesOptions, webhookIssues } from "./webhook-issues.js";
export type { TypedWebhookKey, WebhookKey } from "./webhook-key.js";
