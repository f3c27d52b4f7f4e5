import type * as types from "@comms-webhooks/8x8-types";
import { type Issue, issueAt } from "@comms-webhooks/validation";
import type { Call } from "../client/limits.js";
import type { CallOptions } from "../client/options.js";
import { flagRule, type OptionRules } from "../option-rules.js";
import type { Operations8x8 } from "./operations.js";
import { byType, keyOf, type TypedWebhookKey } from "./webhook-key.js";

/** Options of `ensure`. */
export interface EnsureOptions extends CallOptions {
  /** Deletes all other webhooks of the account. Default: false. */
  readonly prune?: boolean | undefined;
  /** Writes secrets even if nothing else changes. Default: false. */
  readonly rotateSecrets?: boolean | undefined;
  /** Returns what would be done, without doing it. Default: false. */
  readonly dryRun?: boolean | undefined;
}

/** The rules of {@link EnsureOptions}. */
export const ensureRules: OptionRules = { prune: flagRule, rotateSecrets: flagRule, dryRun: flagRule };

/** What was done about a sub-account and type. Secrets are `***`, so that it can be logged. */
export interface EnsureResult extends TypedWebhookKey {
  readonly action: "created" | "updated" | "unchanged" | "deleted";
  /** The fields that differed, and those of secrets that were written. */
  readonly changes: readonly string[];
  /** Whether the desired secret was written. It can't be compared with the stored one. */
  readonly secret: "written" | "notCompared" | "notGiven";
  readonly before: types.Webhook | undefined;
  readonly after: types.Webhook | undefined;
}

/** What the API writes for a secret. */
const mask = "***";

/** Finds masks in place of secrets, as in listed webhooks. */
export function maskIssues({ httpAuthorization, oauth }: types.WebhookConfiguration, index: number): Issue[] {
  const fields = [
    ["httpAuthorization", httpAuthorization],
    ["oauth.clientSecret", oauth?.clientSecret],
  ] as const;
  return fields
    .filter(([, value]) => value === mask)
    .map(([field]) => {
      const rule = `must be the secret; got the mask ${mask}, which lists contain in its place`;
      return issueAt([index, ...field.split(".")], rule);
    });
}

/** Finds items with a key that an earlier item has. */
export function duplicateIssues(desired: readonly types.WebhookConfiguration[]): Issue[] {
  const keys = desired.flatMap((webhook, index) => byType([webhook]).map((key) => ({ key, index })));
  const first = new Map(keys.toReversed().map(({ key, index }) => [keyOf(key), index]));
  return keys
    .filter(({ key, index }) => first.get(keyOf(key)) !== index)
    .map(({ key: { type, subAccountId }, index }) =>
      issueAt([index], `repeats type ${type} of sub-account ${JSON.stringify(subAccountId)}; list each pair once`),
    );
}

/** Stores the webhooks that differ from the stored ones, and deletes the rest with `prune`. */
export async function ensure(
  operations: Operations8x8,
  desired: readonly types.WebhookConfiguration[],
  { prune = false, rotateSecrets = false, dryRun = false }: EnsureOptions,
  call: Call,
): Promise<EnsureResult[]> {
  const stored = byType(await operations.list(call));
  const before = new Map(stored.map((webhook) => [keyOf(webhook), webhook]));
  const items = byType(desired);
  const results = items.map((item) => planFor(item, before.get(keyOf(item)), rotateSecrets));
  const post = items.filter((_item, index) => results[index]?.action !== "unchanged");
  const kept = new Set(items.map(keyOf));
  const surplus = prune ? [...before.values()].filter((webhook) => !kept.has(keyOf(webhook))) : [];
  if (!dryRun) {
    if (post.length > 0) await operations.createOrReplace(post, call);
    const references = surplus.map(({ subAccountId, type }) => ({ subAccountId, type: type as types.WebhookType }));
    if (references.length > 0) await operations.delete(references, call);
  }
  return [...results, ...surplus.map(deleted)];
}

type Item = types.WebhookConfiguration & TypedWebhookKey;

/** Compares an item with the stored webhook of its key. */
function planFor(item: Item, before: types.Webhook | undefined, rotateSecrets: boolean): EnsureResult {
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

/** Lists the fields that differ. Secrets differ where only one side has one. */
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
  const [desired, stored] = [fields(item), fields(before)];
  return (Object.keys(desired) as (keyof typeof desired)[]).filter((field) => desired[field] !== stored[field]);
}

/** Returns an item as the API will list it. */
function masked({ httpAuthorization, oauth, ...item }: Item): types.Webhook {
  return {
    ...item,
    enabled: item.enabled ?? true,
    ...(httpAuthorization && { httpAuthorization: mask }),
    ...(oauth && { oauth: { ...oauth, clientSecret: mask } }),
  };
}

function deleted(webhook: types.Webhook & TypedWebhookKey): EnsureResult {
  const { subAccountId, type } = webhook;
  return { subAccountId, type, action: "deleted", changes: [], secret: "notGiven", before: webhook, after: undefined };
}
