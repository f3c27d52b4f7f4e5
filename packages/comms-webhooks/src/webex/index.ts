export type {
  CreateWebhookRequest,
  DeliveryMap,
  DeliveryName,
  Event,
  Resource,
  ResourceEvent,
  ResourceEvents,
  UnknownDelivery,
  UpdateWebhookRequest,
  Webhook,
} from "@comms-webhooks/webex-types";
export {
  createWebexWebhooks,
  type Undocumented,
  type UndocumentedCreateWebhookRequest,
  type WebexWebhooks,
} from "./client.js";
export type { EnsureOptions, EnsurePlan, EnsureResult } from "./ensure.js";
export type { WebhookHealth } from "./health.js";
export type { WebhookIdentity } from "./identity.js";
export type { Reactivated, ReactivateOptions } from "./reactivate.js";
export { createWebexReceiver, type ReceiverOptions } from "./receiver.js";
export type { ListWebhooksOptions } from "./requests.js";
export { type AboutResource, type FetchResourceOptions, fetchResource, resourceUrl } from "./resource.js";
export { type VerifyWebexSignatureOptions, verifyWebexSignature } from "./signature.js";
export type { WebhookView } from "./view.js";
