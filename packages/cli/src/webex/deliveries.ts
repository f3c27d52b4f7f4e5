import { createWebexReceiver, createWebexWebhooks, webexDeliverySummary } from "comms-webhooks/webex";
import type { DeliveryApi } from "../delivery-api.js";

/** The deliveries of Webex. */
export const webexDeliveries: DeliveryApi = {
  title: "Webex",
  secretVariable: "WEBHOOK_SECRET",
  secretMeaning: "the webhook's secret",
  proof: "signed",
  wrongProof: "wrongSignature",
  summarize: webexDeliverySummary,
  createReceiver(secret, { onAccepted, onRejected, onError }) {
    return createWebexReceiver({
      ...(secret === undefined ? { unverified: true } : { secret }),
      on: { "*": (_, { original, body }) => onAccepted({ original, body }) },
      onUnknown: (_, { original, body }) => onAccepted({ original, body }),
      onInvalid: (original, issues, { body }) => onAccepted({ original, body, issue: issues[0]?.message }),
      onRejected,
      onError,
    });
  },
  async register({ fetch, url: { webex: baseUrl } }, { url: targetUrl, secret, delivery }) {
    const [resource = "", event = ""] = delivery.split(".");
    const client = createWebexWebhooks({ auth: "simulate", baseUrl, fetch, targetUrls: "any" });
    const request = { name: "comms-webhooks simulate", targetUrl, resource, event, ...(secret && { secret }) };
    await client.create(request as never, { undocumented: true });
  },
};
