import type * as types from "@comms-webhooks/8x8-types";
import type { Call } from "../client/limits.js";
import type { Requests8x8 } from "./operations.js";
import { byType, keyOf, type Scope } from "./webhook-key.js";

/** How a webhook is. */
export interface WebhookHealth8x8 extends Scope {
  readonly state: "enabled" | "disabled" | "missing";
  /** What is stored, with `***` for secrets; absent where it is missing. */
  readonly webhook: types.Webhook | undefined;
}

/** Tells how webhooks are: those that are named, or else all of the account. Without a type `CADR` and `MSG` are meant. */
export async function health(
  requests: Requests8x8,
  named: readonly types.WebhookReference[] | undefined,
  call: Call,
): Promise<WebhookHealth8x8[]> {
  const stored = byType(await requests.list(call));
  const byKey = new Map(stored.map((webhook) => [keyOf(webhook), webhook]));
  return byType<{ subAccountId: string; type?: string }>(named ?? stored).map((scope) => {
    const webhook = byKey.get(keyOf(scope));
    const state = !webhook ? "missing" : webhook.enabled === false ? "disabled" : "enabled";
    return { subAccountId: scope.subAccountId, type: scope.type, state, webhook };
  });
}
