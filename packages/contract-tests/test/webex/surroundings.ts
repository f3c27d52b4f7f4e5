import type { Receiver } from "comms-webhooks";
import type { DeliveryMap, WebhooksClient } from "comms-webhooks/webex";

declare global {
  const webex: WebhooksClient;
  const receiver: Receiver;
  const on: { "messages.created": () => void };
  const delivery: DeliveryMap["messages.created"];
}
