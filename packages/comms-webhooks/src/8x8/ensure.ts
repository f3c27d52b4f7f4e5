import type * as types from "@comms-webhooks/8x8-types";
import { type Issue, issueAt } from "@comms-webhooks/validation";
import type { Call } from "../client/limits.js";
import type { CallOptions } from "../client/options.js";
import type { RequestErrors } from "../client/request-errors.js";
import { flagRule, type OptionRules, type Secrets, secretsRule } from "../option-rules.js";
import { differences, fieldsOf, type Item, isMasked, isSecretField, mask, masked, maskSecrets } from "./differences.js";
import type { Operations8x8 } from "./operations.js";
import { byType, findByKey, keyOf, readKey, type TypedWebhookKey } from "./webhook-key.js";

/** Options of `ensure`. */
export interface EnsureOptions extends CallOptions {
  /** Deletes all other webhooks of the account. Default: false. */
  readonly prune?: boolean | undefined;
  /**
   * `"write"` writes a desired secret where the stored one differs or, behind `***`, may differ. `"compare"` writes it where the
   * server shows another one, and with other changes. `"keep"` writes it only with other changes. Default: `"write"`.
   */
  readonly secrets?: Secrets | undefined;
  /** Returns what would be done, without doing it. Default: false. */
  readonly dryRun?: boolean | undefined;
}

/** The rules of {@link EnsureOptions}. */
export const ensureRules: OptionRules = { prune: flagRule, secrets: secretsRule, dryRun: flagRule };

/** What was done about a sub-account and type. Secrets are `***`, so that it can be logged. */
export interface EnsureResult extends TypedWebhookKey {
  /** `unchanged`: nothing differed; a secret behind `***` was written all the same, as `secret` reports. */
  readonly action: "created" | "updated" | "unchanged" | "deleted";
  /** The fields that differed. */
  readonly changes: readonly string[];
  /**
   * `written`: the stored secret was another one, or is masked, or the webhook is new or was changed. `unchanged`: the server
   * shows the desired one. `notCompared`: with `secrets: "keep"`, and with `"compare"` where it is masked.
   */
  readonly secret: "written" | "unchanged" | "notCompared" | "notGiven";
  /** The webhook as it was stored, with `***` for secrets; absent where there was none. */
  readonly before: types.Webhook | undefined;
  /** The webhook as it is stored now, or would be with `dryRun`; absent where it was deleted. */
  readonly after: types.Webhook | undefined;
}

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

/** Stores the webhooks that differ from the stored ones, checks the result, and deletes the rest with `prune`. */
export async function ensure(
  operations: Operations8x8,
  desired: readonly types.WebhookConfiguration[],
  { prune = false, secrets = "write", dryRun = false }: EnsureOptions,
  call: Call,
): Promise<EnsureResult[]> {
  const { stored, items, surplus } = compare(desired, (await operations.list(call)).data, prune);
  const planned = items.map((item) => planFor(item, findByKey(stored, item), secrets));
  if (dryRun) return [...planned, ...surplus.map(deleted)];
  const results = await store(operations, items, planned, call);
  if (surplus.length > 0) await remove(operations, surplus, call);
  return [...results, ...surplus.map(deleted)];
}

/** Returns the stored and the desired webhooks by type, and those that are deleted with `prune`. */
export function compare(
  desired: readonly types.WebhookConfiguration[],
  listed: readonly types.Webhook[],
  prune: boolean,
): { readonly stored: readonly Stored[]; readonly items: readonly Item[]; readonly surplus: readonly Stored[] } {
  const stored = byType(listed);
  const items = byType(desired);
  return { stored, items, surplus: prune ? stored.filter((webhook) => !findByKey(items, webhook)) : [] };
}

/** Stores the items that their results say are written, and checks what was stored. */
export async function store(
  operations: Operations8x8,
  items: readonly Item[],
  results: readonly EnsureResult[],
  call: Call,
): Promise<readonly EnsureResult[]> {
  const post = items.filter((_item, index) => writes(results[index]));
  if (post.length === 0) return results;
  const errors = await operations.createOrReplace(post, call);
  // A secret alone leaves nothing to compare: its stored value is masked.
  if (results.every(({ action }) => action === "unchanged")) return results;
  const after = await readBack(operations, items, call);
  assertStored(items, after, results, errors);
  return results.map((result, index) => ({ ...result, after: maskSecrets(after[index]) }));
}

/** Deletes webhooks. */
export async function remove(operations: Operations8x8, webhooks: readonly Stored[], call: Call): Promise<void> {
  const references = webhooks.map(({ subAccountId, type }) => ({ subAccountId, type: type as types.WebhookType }));
  await operations.delete(references, call);
}

/** A stored webhook, of one type. */
export type Stored = types.Webhook & TypedWebhookKey;

/** Returns whether a result means that its item is written. */
export function writes(result: EnsureResult | undefined): boolean {
  return result !== undefined && (result.action !== "unchanged" || result.secret === "written");
}

/** Lists the webhooks again, in the order of the items. One that can't be read may be one of them. */
async function readBack(
  operations: Operations8x8,
  items: readonly Item[],
  call: Call,
): Promise<(Stored | undefined)[]> {
  const { data } = await operations.list(call, (item, error) => {
    if (byType(readKey(item)).some((key) => findByKey(items, key))) throw error();
  });
  const stored = byType(data);
  return items.map((item) => findByKey(stored, item));
}

/** Checks what was written: another call would meet the same differences. */
function assertStored(
  items: readonly Item[],
  after: readonly (Stored | undefined)[],
  results: readonly EnsureResult[],
  errors: RequestErrors,
): void {
  const wrong = items.flatMap((item, index) => {
    const webhook = after[index];
    const { subAccountId, type } = item;
    const result = results[index];
    if (!writes(result)) return [];
    const fields = webhook ? differences(item, webhook, "write") : ["subAccountId"];
    const [expected, stored] = [fieldsOf(item), webhook && fieldsOf(webhook)];
    return fields.map((field) => ({
      webhook: { subAccountId, type },
      field,
      ...(!isSecretField(field) && { expected: expected[field], stored: stored?.[field] }),
      action: result?.action,
    }));
  });
  if (wrong.length === 0) return;
  throw errors.postCondition({
    outcome: wrong.every(({ action }) => action === "created") ? "created" : "updated",
    differences: wrong.map(({ action: _action, ...difference }) => difference),
    hint: "Write these fields as the server stores them, or correct the server's copy.",
  });
}

/** Compares an item with the stored webhook of its key. */
export function planFor(item: Item, before: Stored | undefined, secrets: Secrets): EnsureResult {
  const changes = before ? differences(item, before, secrets) : [];
  const secret = item.oauth ? item.oauth.clientSecret : item.httpAuthorization;
  const stored = item.oauth ? before?.oauth?.clientSecret : before?.httpAuthorization;
  const isWritten = !before || changes.length > 0 || (secrets === "write" && isMasked(stored));
  const unwritten = secrets === "keep" || (secrets === "compare" && isMasked(stored)) ? "notCompared" : "unchanged";
  return {
    subAccountId: item.subAccountId,
    type: item.type,
    action: !before ? "created" : changes.length > 0 ? "updated" : "unchanged",
    changes,
    secret: !secret ? "notGiven" : isWritten ? "written" : unwritten,
    before: maskSecrets(before),
    after: !before || changes.length > 0 ? masked(item) : maskSecrets(before),
  };
}

function deleted(webhook: Stored): EnsureResult {
  const { subAccountId, type } = webhook;
  const before = maskSecrets(webhook);
  return { subAccountId, type, action: "deleted", changes: [], secret: "notGiven", before, after: undefined };
}
