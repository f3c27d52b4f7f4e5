/** What identifies a webhook: the sub-account, or `*`, and what is delivered. */
export interface Scope {
  readonly subAccountId: string;
  readonly type: string;
}

/** What an item without a type stands for. */
const typesWhenAbsent = ["CADR", "MSG"] as const;

/** Writes items with their types; one without stands for two. */
export function byType<Item extends { subAccountId: string; type?: string }>(items: readonly Item[]): (Item & Scope)[] {
  return items.flatMap((item) =>
    (item.type === undefined ? typesWhenAbsent : [item.type]).map((type) => ({ ...item, type })),
  );
}

/** A text that is the same for the same scope only. */
export function keyOf({ subAccountId, type }: Scope): string {
  return JSON.stringify([subAccountId, type]);
}
