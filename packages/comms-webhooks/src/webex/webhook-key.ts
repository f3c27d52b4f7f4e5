import type * as types from "@comms-webhooks/webex-types";

/** What makes two registrations the same one: the name among those of its owner, and of the app where that is known. */
export interface WebhookIdentity {
  readonly name: string;
  /** `"org"` for the organization's; the creator's unless given. */
  readonly ownedBy?: "org" | undefined;
  /** The id of the app that registers, as webhooks have it. Webhooks of other apps are left alone. */
  readonly appId?: string | undefined;
}

/** The fields that no update can change. */
const immutableFields = ["resource", "event", "filter"] as const;

/** How far the clocks of Webex and of this machine may be apart, in milliseconds. */
const clockSkew = 5 * 60_000;

/** How to list the webhooks that an identity is among. */
export function byOwner({ ownedBy }: { readonly ownedBy?: "org" | undefined }): { ownedBy?: "org" } {
  return ownedBy ? { ownedBy } : {};
}

/** Tells whether a webhook in the list of the owner is the one that is meant. What the answer leaves out is not held against it. */
export function isSame(webhook: types.Webhook, { name, ownedBy, appId }: WebhookIdentity): boolean {
  const owner = ownedBy ?? "creator";
  return (
    webhook.name === name &&
    (webhook.ownedBy ?? owner) === owner &&
    (appId === undefined || (webhook.appId ?? appId) === appId)
  );
}

/** Lists the fields in which a webhook differs from the wanted one, of those that no update can change. */
export function immutableChanges(
  webhook: types.Webhook,
  wanted: Pick<types.CreateWebhookRequest, (typeof immutableFields)[number]>,
): (typeof immutableFields)[number][] {
  return immutableFields.filter((field) =>
    field === "filter"
      ? canonicalFilter(webhook.filter) !== canonicalFilter(wanted.filter)
      : webhook[field] !== wanted[field],
  );
}

/** Orders webhooks by age, the oldest first. */
export function byAge(one: types.Webhook, other: types.Webhook): number {
  return Date.parse(one.created) - Date.parse(other.created) || (one.id < other.id ? -1 : 1);
}

/**
 * Finds the webhook that a request for one has created since a time, by all that is known of it.
 * @throws where one looks the same but was there before, or shows another secret: the one that is wanted may yet come.
 */
export async function findCreated(
  wanted: types.CreateWebhookRequest & WebhookIdentity,
  webhooks: AsyncIterable<types.Webhook>,
  since: number,
): Promise<types.Webhook | undefined> {
  const alike: types.Webhook[] = [];
  for await (const webhook of webhooks) {
    if (!isSame(webhook, wanted) || immutableChanges(webhook, wanted).length > 0) continue;
    if (webhook.targetUrl !== wanted.targetUrl) continue;
    alike.push(webhook);
  }
  const created = alike
    .filter((webhook) => !(Date.parse(webhook.created) < since - clockSkew))
    .filter(({ secret }) => secret === undefined || secret === wanted.secret);
  if (alike.length > 0 && created.length === 0) throw new Error(`${alike[0]?.id} looks the same, but is another one`);
  return created.sort(byAge).at(-1);
}

/** The parts of a filter are all demanded, so neither their order nor a repetition matters. */
function canonicalFilter(filter: string | undefined): string {
  return [...new Set((filter ?? "").split("&"))].filter(Boolean).sort().join("&");
}
