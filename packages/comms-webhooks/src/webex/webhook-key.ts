import type * as types from "@comms-webhooks/webex-types";

/** What identifies a webhook: the name among those of its owner, and of its app where that is known. */
export interface WebhookKey {
  /** The name. */
  readonly name: string;
  /** `"org"` for the organization's. Default: `"creator"`. */
  readonly ownedBy?: types.Webhook["ownedBy"] | undefined;
  /** The id of the app that created the webhook. Webhooks of other apps are left alone. */
  readonly appId?: string | undefined;
}

/** A webhook without its secret, since reports end up in logs. */
export type WebhookWithoutSecret = Omit<types.Webhook, "secret">;

/** Returns a webhook without its secret. */
export function withoutSecret({ secret: _secret, ...webhook }: types.Webhook): WebhookWithoutSecret {
  return webhook;
}

/** The fields that no update can change. */
const immutableFields = ["resource", "event", "filter"] as const;

/** How far the clocks of Webex and of this machine may be apart, in milliseconds. */
const clockSkew = 5 * 60_000;

/** Returns the query of the list that contains the webhooks of an owner. */
export function ownerQuery({ ownedBy }: Pick<WebhookKey, "ownedBy">): { ownedBy?: "org" } {
  return ownedBy === "org" ? { ownedBy: "org" } : {};
}

/** Returns whether a webhook in the owner's list has a key. Fields that the response omits don't count against it. */
export function hasKey(webhook: types.Webhook, { name, ownedBy = "creator", appId }: WebhookKey): boolean {
  return (
    webhook.name === name &&
    (webhook.ownedBy ?? ownedBy) === ownedBy &&
    (appId === undefined || (webhook.appId ?? appId) === appId)
  );
}

/** Lists the fields in which a webhook differs from the desired one, of those that no update can change. */
export function immutableChanges(
  webhook: types.Webhook,
  desired: Pick<types.CreateWebhookRequest, (typeof immutableFields)[number]>,
): (typeof immutableFields)[number][] {
  return immutableFields.filter((field) =>
    field === "filter"
      ? canonicalFilter(webhook.filter) !== canonicalFilter(desired.filter)
      : webhook[field] !== desired[field],
  );
}

/** Orders webhooks by age, the oldest first. */
export function byAge(one: types.Webhook, other: types.Webhook): number {
  return createdAt(one) - createdAt(other) || (one.id < other.id ? -1 : 1);
}

/**
 * Finds the webhook that an earlier create request produced.
 * @throws where one looks the same but existed before, or has another secret: the desired one may still appear.
 */
export async function findCreated(
  desired: types.CreateWebhookRequest & WebhookKey,
  webhooks: AsyncIterable<types.Webhook>,
  since: number,
): Promise<types.Webhook | undefined> {
  const alike: types.Webhook[] = [];
  for await (const webhook of webhooks) {
    if (!hasKey(webhook, desired) || immutableChanges(webhook, desired).length > 0) continue;
    if (webhook.targetUrl === desired.targetUrl) alike.push(webhook);
  }
  const created = alike
    .filter((webhook) => !(createdAt(webhook) < since - clockSkew))
    .filter(({ secret }) => secret === undefined || secret === desired.secret);
  if (alike.length > 0 && created.length === 0) throw new Error("A webhook looks the same, but is another one");
  return created.sort(byAge).at(-1);
}

/** Returns when a webhook was created, in milliseconds; `NaN` if that is unknown. */
function createdAt({ created = "" }: types.Webhook): number {
  return Date.parse(created);
}

/** The parts of a filter must all match, so neither their order nor a repetition matters. */
function canonicalFilter(filter = ""): string {
  return [...new Set(filter.split("&"))].filter(Boolean).sort().join("&");
}
