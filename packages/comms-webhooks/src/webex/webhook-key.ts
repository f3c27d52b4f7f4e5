import type * as types from "@comms-webhooks/webex-types";
import { isSameUrl } from "../client/target-urls.js";

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

/** What a key is compared with: a webhook, or what can be read of one. */
type Keyed = { readonly [Field in keyof WebhookKey]?: unknown };

/** Returns whether a webhook in the owner's list has a key. Fields that the response omits don't count against it. */
export function hasKey(webhook: Keyed, key: WebhookKey): boolean {
  return isOwn(webhook, key) && isSameName(webhook.name, key.name);
}

/**
 * Returns the webhooks with a key, the oldest first: those with exactly this name or, where there are none, those whose
 * names differ only in what servers normalize.
 */
export function withKey(webhooks: readonly types.Webhook[], key: WebhookKey): types.Webhook[] {
  const alike = webhooks.filter((webhook) => hasKey(webhook, key)).sort(byAge);
  const exact = alike.filter(({ name }) => name === key.name);
  return exact.length > 0 ? exact : alike;
}

/**
 * Finds the webhook that a server which shortens names has for a key: its name is the beginning of the desired one, and all
 * else is the same.
 */
export function findShortened(
  webhooks: readonly types.Webhook[],
  desired: types.CreateWebhookRequest & WebhookKey,
): types.Webhook[] {
  return webhooks
    .filter((webhook) => isOwn(webhook, desired) && isShortened(webhook.name, desired.name))
    .filter((webhook) => isSameUrl(webhook.targetUrl, desired.targetUrl) && !differsForGood(webhook, desired))
    .sort((one, other) => other.name.length - one.name.length || byAge(one, other))
    .slice(0, 1);
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
    const isNamed = isSameName(webhook.name, desired.name) || isShortened(webhook.name, desired.name);
    if (!isNamed || !isOwn(webhook, desired) || differsForGood(webhook, desired)) continue;
    if (isSameUrl(webhook.targetUrl, desired.targetUrl, "ignore slash")) alike.push(webhook);
  }
  const created = alike
    .filter((webhook) => !(createdAt(webhook) < since - clockSkew))
    .filter(({ secret }) => isHidden(secret) || secret === desired.secret);
  if (alike.length > 0 && created.length === 0) throw new Error("A webhook looks the same, but is another one");
  return created.sort(byAge).at(-1);
}

/** Returns when a webhook was created, in milliseconds; `NaN` if that is unknown. */
function createdAt({ created = "" }: types.Webhook): number {
  return Date.parse(created);
}

/** Returns whether a response hides the secret: by leaving it out, or with asterisks in its place. */
export function isHidden(secret: string | undefined): boolean {
  return /^\**$/.test(secret ?? "");
}

/** Returns whether two names are the same but for what servers normalize: spaces, and the form of Unicode. */
export function isSameName(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === "string" && typeof other === "string" && tidy(one) === tidy(other));
}

function isShortened(name: string, desired: string): boolean {
  return tidy(name) !== "" && tidy(name) !== tidy(desired) && tidy(desired).startsWith(tidy(name));
}

function tidy(name: string): string {
  return name.normalize("NFC").replace(/\s+/g, " ").trim();
}

/** Returns whether a webhook in the owner's list is that owner's, and that app's where it is given. */
export function isOwn(webhook: Keyed, { ownedBy = "creator", appId }: Omit<WebhookKey, "name">): boolean {
  return (webhook.ownedBy ?? ownedBy) === ownedBy && (appId === undefined || (webhook.appId ?? appId) === appId);
}

function differsForGood(webhook: types.Webhook, desired: types.CreateWebhookRequest): boolean {
  return immutableChanges(webhook, desired).length > 0;
}

/** The parts of a filter must all match, so neither their order nor a repetition matters, nor how they are encoded. */
function canonicalFilter(filter = ""): string {
  const parts = filter.split("&").filter(Boolean);
  return JSON.stringify([...new Set(parts.map((part) => JSON.stringify(part.split("=").map(decode))))].sort());
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // It isn't encoded: a "%" stands for itself.
  }
}
