export type {
  CreateWebhookRequest,
  Event,
  Resource,
  ResourceEvent,
  ResourceEvents,
  UpdateWebhookRequest,
  Webhook,
} from "@comms-webhooks/webex-types";
export {
  createWebexWebhooks,
  type ListWebhooksOptions,
  type UndocumentedCreateWebhookRequest,
  type WebexWebhooks,
} from "./client.js";
