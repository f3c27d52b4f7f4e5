/**
 * Client, receiver and dispatcher for the webhooks of Cisco Webex.
 *
 * @module
 */

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
  type ClientOptions,
  createWebexWebhooks,
  type Undocumented,
  type UndocumentedCreateWebhookRequest,
  type WebhooksClient,
} from "./client.js";
export { webexDeliveryKey } from "./delivery-key.js";
export type { EnsureOptions, EnsurePlan, EnsureResult } from "./ensure.js";
export type { WebhookHealth } from "./health.js";
export type { ListWebhooksOptions } from "./operations.js";
export type { PlannedWebhook, PlanOptions } from "./plan.js";
export type { ReactivateOptions, ReactivateResult } from "./reactivate.js";
export {
  createWebexDispatcher,
  createWebexReceiver,
  type DispatcherOptions,
  type ReceiverOptions,
} from "./receiver.js";
export {
  type FetchedResource,
  type FetchResourceOptions,
  fetchResource,
  type ResourceReference,
  type ResourceSchema,
  resourceUrl,
} from "./resource.js";
export type { AttachmentAction, Membership, Message, MessageAttachment, Resources, Room } from "./resources.js";
export { type VerifyWebexSignatureOptions, verifyWebexSignature } from "./signature.js";
export { webexDeliverySummary } from "./summary.js";
export { type WebhookIssuesOptions, webhookIssues } from "./webhook-issues.js";
export type { WebhookKey, WebhookWithoutSecret } from "./webhook-key.js";
