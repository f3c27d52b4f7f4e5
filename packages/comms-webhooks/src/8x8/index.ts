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
export { type Client8x8Options, create8x8Webhooks, type Region, type Webhooks8x8 } from "./client.js";
export type { Ensured8x8, EnsureOptions8x8 } from "./ensure.js";
export type { WebhookHealth8x8 } from "./health.js";
export { create8x8Receiver, type ReceiverOptions } from "./receiver.js";
