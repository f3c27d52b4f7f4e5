import { webhookTypeOf } from "@comms-webhooks/8x8-client/data";
import { create8x8Receiver, create8x8Webhooks, deliverySummary8x8 } from "comms-webhooks/8x8";
import type { DeliveryApi } from "../delivery-api.js";

const accountId = "7c1e2f60-5b94-4d3a-8f27-d0a6c9e41b35";

/** The deliveries of 8x8. */
export const deliveries8x8: DeliveryApi = {
  title: "8x8",
  secretVariable: "WEBHOOK_AUTHORIZATION",
  secretMeaning: "the value of the webhook's httpAuthorization",
  proof: "authorized",
  wrongProof: "wrongAuthorization",
  summarize: deliverySummary8x8,
  createReceiver(secret, { onAccepted, onRejected, onError }) {
    return create8x8Receiver({
      ...(secret === undefined ? { unverified: true } : { authorization: secret }),
      on: { "*": (_, { original, body }) => onAccepted({ original, body }) },
      onUnknown: (_, { original, body }) => onAccepted({ original, body }),
      onInvalid: (original, issues, { body }) => onAccepted({ original, body, issue: issues[0]?.message }),
      onRejected,
      onError,
    });
  },
  async register({ fetch, url: { "8x8": baseUrl } }, { url, secret, delivery }) {
    const client = create8x8Webhooks({ accountId, auth: "simulate", baseUrl, fetch, targetUrls: "any" });
    const type = (
      webhookTypeOf as { readonly [name: string]: (typeof webhookTypeOf)[keyof typeof webhookTypeOf] | undefined }
    )[delivery];
    const webhook = { subAccountId: "*", url, ...(type && { type }), ...(secret && { httpAuthorization: secret }) };
    await client.createOrReplace([webhook]);
  },
};
