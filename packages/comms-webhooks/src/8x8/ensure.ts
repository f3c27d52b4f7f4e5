import type * as types from "@comms-webhooks/8x8-types";
import { type Issue, issueAt } from "@comms-webhooks/validation";
import type { Call } from "../client/limits.js";
import type { CallOptions } from "../client/options.js";
import type { Requests8x8 } from "./operations.js";
import { byType, keyOf, type Scope } from "./webhook-key.js";

/** How to ensure webhooks. */
export interface EnsureOptions8x8 extends CallOptions {
  /** Deletes the webhooks of the account that are not wanted; else they stay. */
  readonly prune?: boolean | undefined;
  /** Writes secrets even if nothing else changes. */
  readonly rotateSecrets?: boolean | undefined;
  /** Only tells what would be done. */
  readonly dryRun?: boolean | undefined;
}

/** What was done about a sub-account and type. Secrets are `***`, so that it can be logged. */
export interface Ensured8x8 extends Scope {
  readonly action: "created" | "updated" | "unchanged" | "deleted";
  /** The fields that differed. Secrets are among them where they were written. */
  readonly changes: readonly string[];
  /** Whether the wanted secret was written. Those that are stored can't be compared with it. */
  readonly secret: "written" | "notCompared" | "notGiven";
  readonly before: types.Webhook | undefined;
  readonly after: types.Webhook | undefined;
}

/** What the API writes for a secret. */
const mask = "***";

/** Finds masks that stand for secrets, as in what was listed. */
export function maskIssues({ httpAuthorization, oauth }: types.WebhookConfiguration, index: number): Issue[] {
  const fields = [
    ["httpAuthorization", httpAuthorization],
    ["oauth.clientSecret", oauth?.clientSecret],
  ] as const;
  return fields
    .filter(([, value]) => value === mask)
    .map(([field]) => {
      const rule = `must be the secret; got the mask ${mask}, which the list has in its place`;
      return issueAt([index, ...field.split(".")], rule);
    });
}

/** Finds items for a scope that another item has already. */
export function scopeIssues(wanted: readonly types.WebhookConfiguration[]): Issue[] {
  const scopes = wanted.flatMap((webhook, index) => byType([webhook]).map((scope) => ({ scope, index })));
  const first = new Map(scopes.toReversed().map(({ scope, index }) => [keyOf(scope), index]));
  return scopes
    .filter(({ scope, index }) => first.get(keyOf(scope)) !== index)
    .map(({ scope: { type, subAccountId }, index }) =>
      issueAt([index], `must be the only one for ${type} of ${JSON.stringify(subAccountId)}`),
    );
}

/** Stores what differs from what is stored, and with `prune` deletes the rest. */
export async function ensure(
  requests: Requests8x8,
  wanted: readonly types.WebhookConfiguration[],
  { prune = false, rotateSecrets = false, dryRun = false }: EnsureOptions8x8,
  call: Call,
): Promise<Ensured8x8[]> {
  const stored = byType(await requests.list(call));
  const before = new Map(stored.map((webhook) => [keyOf(webhook), webhook]));
  const items = byType(wanted);
  const done = items.map((item) => planFor(item, before.get(keyOf(item)), rotateSecrets));
  const post = items.filter((_item, index) => done[index]?.action !== "unchanged");
  const kept = new Set(items.map(keyOf));
  const surplus = prune ? [...before.values()].filter((webhook) => !kept.has(keyOf(webhook))) : [];
  if (!dryRun) {
    if (post.length > 0) await requests.createOrReplace(post, call);
    const references = surplus.map(({ subAccountId, type }) => ({ subAccountId, type: type as types.WebhookType }));
    if (references.length > 0) await requests.delete(references, call);
  }
  return [...done, ...surplus.map(deleted)];
}

type Item = types.WebhookConfiguration & Scope;

/** Compares an item with what is stored in its scope. */
function planFor(item: Item, before: types.Webhook | undefined, rotateSecrets: boolean): Ensured8x8 {
  const changes = before ? differences(item, before) : [];
  const hasSecret = Boolean(item.httpAuthorization) || item.oauth !== undefined;
  const writes = !before || changes.length > 0 || (rotateSecrets && hasSecret);
  const written = before && writes && hasSecret;
  return {
    subAccountId: item.subAccountId,
    type: item.type,
    action: !before ? "created" : writes ? "updated" : "unchanged",
    changes: written ? [...new Set([...changes, item.oauth ? "oauth.clientSecret" : "httpAuthorization"])] : changes,
    secret: !hasSecret ? "notGiven" : writes ? "written" : "notCompared",
    before,
    after: writes ? masked(item) : before,
  };
}

/** Lists the fields that differ, of secrets only whether there is one. */
function differences(item: Item, before: types.Webhook): string[] {
  const fields = ({ url, enabled = true, httpAuthorization, oauth }: types.Webhook | Item) => ({
    url,
    enabled,
    httpAuthorization: Boolean(httpAuthorization),
    oauth: oauth !== undefined,
    "oauth.url": oauth?.url,
    "oauth.clientId": oauth?.clientId,
    "oauth.credentialsLocation": oauth?.credentialsLocation,
    "oauth.scope": oauth?.scope,
  });
  const [wanted, stored] = [fields(item), fields(before)];
  return (Object.keys(wanted) as (keyof typeof wanted)[]).filter((field) => wanted[field] !== stored[field]);
}

/** Gives an item as the API will list it. */
function masked({ httpAuthorization, oauth, ...item }: Item): types.Webhook {
  return {
    ...item,
    enabled: item.enabled ?? true,
    ...(httpAuthorization && { httpAuthorization: mask }),
    ...(oauth && { oauth: { ...oauth, clientSecret: mask } }),
  };
}

function deleted(webhook: types.Webhook & Scope): Ensured8x8 {
  const { subAccountId, type } = webhook;
  return { subAccountId, type, action: "deleted", changes: [], secret: "notGiven", before: webhook, after: undefined };
}
