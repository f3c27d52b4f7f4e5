import type * as types from "@comms-webhooks/8x8-types";

/** What identifies a webhook: the sub-account, or `*`, and what is delivered. */
export interface WebhookKey {
  /** The sub-account's id, or `*` for the webhook of all sub-accounts. */
  readonly subAccountId: string;
  /** What is delivered. Default: `CADR` and `MSG`. */
  readonly type?: types.Webhook["type"] | undefined;
}

/** A key whose type is known. */
export interface TypedWebhookKey {
  readonly subAccountId: string;
  readonly type: string;
}

/** What an item without a type stands for. */
const defaultTypes = ["CADR", "MSG"] as const;

/** Returns the items with their types. An item without a type stands for two. */
export function byType<Item extends WebhookKey>(items: readonly Item[]): (Item & TypedWebhookKey)[] {
  return items.flatMap((item) =>
    (item.type === undefined ? defaultTypes : [item.type]).map((type) => ({ ...item, type })),
  );
}

/** Returns a text that is the same for the same key only. */
export function keyOf({ subAccountId, type }: TypedWebhookKey): string {
  return JSON.stringify([subAccountId, type]);
}
