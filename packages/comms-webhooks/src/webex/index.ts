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
  type ListWebhooksOptions,
  type UndocumentedCreateWebhookRequest,
  type WebexWebhooks,
} from "./client.js";
export { createWebexReceiver, type WebexReceiverOptions } from "./receiver.js";
export { type AboutResource, type FetchResourceOptions, fetchResource, resourceUrl } from "./resource.js";
export { type VerifyWebexSignatureOptions, verifyWebexSignature } from "./signature.js";
