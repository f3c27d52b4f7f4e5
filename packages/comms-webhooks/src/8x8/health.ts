import type * as types from "@comms-webhooks/8x8-types";
import type { Call } from "../client/limits.js";
import type { Operations8x8 } from "./operations.js";
import { byType, findByKey, keyOf, readKey, type TypedWebhookKey, type WebhookKey } from "./webhook-key.js";

/** The health of the webhook with a key. */
export interface WebhookHealth extends TypedWebhookKey {
  /** `unreadable`: there is one that can't be read, and `onInvalidItem` was called with the reason. */
  readonly state: "enabled" | "disabled" | "missing" | "unreadable";
  /** The stored webhook, with `***` for secrets; absent where it is missing or can't be read. */
  readonly webhook: types.Webhook | undefined;
}

/** Returns the health of the webhooks with these keys. Default: of all webhooks of the account. */
export async function health(
  operations: Operations8x8,
  keys: readonly WebhookKey[] | undefined,
  call: Call,
): Promise<WebhookHealth[]> {
  const unreadable: WebhookKey[] = [];
  const { data } = await operations.list(call, (item) => unreadable.push(...readKey(item)));
  const stored = byType(data);
  const odd = new Set(byType(unreadable).map(keyOf));
  return byType(keys ?? [...stored, ...unreadable]).map((key) => {
    const webhook = findByKey(stored, key);
    const missing = odd.has(keyOf(key)) ? "unreadable" : "missing";
    const state = !webhook ? missing : webhook.enabled === false ? "disabled" : "enabled";
    return { subAccountId: key.subAccountId, type: key.type, state, webhook };
  });
}
