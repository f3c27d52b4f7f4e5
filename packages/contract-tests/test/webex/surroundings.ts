import type { Receiver } from "comms-webhooks";
import type { DeliveryMap, WebexWebhooks } from "comms-webhooks/webex";

declare global {
  const webex: WebexWebhooks & Receiver;
  const on: { "messages.created": () => void };
  const delivery: DeliveryMap["messages.created"];
}
