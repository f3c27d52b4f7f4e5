import type { WebhooksClient } from "comms-webhooks/8x8";

declare global {
  const webhooks8x8: WebhooksClient;
}
