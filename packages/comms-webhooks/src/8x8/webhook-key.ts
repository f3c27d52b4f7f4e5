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
  /** The sub-account's id, or `*` for the webhook of all sub-accounts. */
  readonly subAccountId: string;
  /** What is delivered, such as `MSG`. */
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

/** Returns the key of an item that can't be read as a whole, or nothing where it has none. */
export function readKey({ subAccountId, type }: Readonly<Record<string, unknown>>): WebhookKey[] {
  return typeof subAccountId === "string" ? [{ subAccountId, type: typeof type === "string" ? type : undefined }] : [];
}

/** Finds the webhook with a key or, where there is none, with one that differs only in what servers normalize. */
export function findByKey<Item extends TypedWebhookKey>(
  webhooks: readonly Item[],
  key: TypedWebhookKey,
): Item | undefined {
  return (
    webhooks.find((webhook) => keyOf(webhook) === keyOf(key)) ??
    webhooks.find((webhook) => keyOf(normalizeKey(webhook)) === keyOf(normalizeKey(key)))
  );
}

function normalizeKey({ subAccountId, type }: TypedWebhookKey): TypedWebhookKey {
  return { subAccountId: subAccountId.trim(), type: type.trim().toUpperCase() };
}

/** Returns a text that is the same for the same key only. */
export function keyOf({ subAccountId, type }: TypedWebhookKey): string {
  return JSON.stringify([subAccountId, type]);
}
