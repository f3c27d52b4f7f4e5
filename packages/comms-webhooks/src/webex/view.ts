import type * as types from "@comms-webhooks/webex-types";

/** A webhook without its secret, which reports leave out since they end up in logs. */
export type WebhookView = Omit<types.Webhook, "secret">;

/** Leaves out the secret. */
export function withoutSecret({ secret: _secret, ...webhook }: types.Webhook): WebhookView {
  return webhook;
}
