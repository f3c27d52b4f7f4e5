import type { Webhook } from "@comms-webhooks/8x8-types";
import type { StoredWebhook } from "./store.js";

const mask = "***";

/** Gives a webhook as the API lists it: with its type, and with asterisks in place of its secrets. */
export function masked({ subAccountId, type, url, enabled, httpAuthorization, oauth }: StoredWebhook): Webhook {
  return {
    subAccountId,
    type,
    url,
    enabled,
    ...(httpAuthorization && { httpAuthorization: mask }),
    ...(oauth && { oauth: { ...oauth, clientSecret: mask } }),
  };
}
