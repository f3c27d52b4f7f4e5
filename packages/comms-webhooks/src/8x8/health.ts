import type * as types from "@comms-webhooks/8x8-types";
import type { Call } from "../client/limits.js";
import type { Operations8x8 } from "./operations.js";
import { byType, keyOf, type TypedWebhookKey, type WebhookKey } from "./webhook-key.js";

/** The health of the webhook with a key. */
export interface WebhookHealth extends TypedWebhookKey {
  readonly state: "enabled" | "disabled" | "missing";
  /** The stored webhook, with `***` for secrets; absent where it is missing. */
  readonly webhook: types.Webhook | undefined;
}

/** Returns the health of the webhooks with these keys. Default: of all webhooks of the account. */
export async function health(
  operations: Operations8x8,
  keys: readonly WebhookKey[] | undefined,
  call: Call,
): Promise<WebhookHealth[]> {
  const stored = byType(await operations.list(call));
  const byKey = new Map(stored.map((webhook) => [keyOf(webhook), webhook]));
  return byType(keys ?? stored).map((key) => {
    const webhook = byKey.get(keyOf(key));
    const state = !webhook ? "missing" : webhook.enabled === false ? "disabled" : "enabled";
    return { subAccountId: key.subAccountId, type: key.type, state, webhook };
  });
}
