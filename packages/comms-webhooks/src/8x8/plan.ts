import type * as types from "@comms-webhooks/8x8-types";
import type { Call } from "../client/limits.js";
import type { CallOptions } from "../client/options.js";
import type { PlannedChange, PlannedField, PlanStep } from "../client/plan.js";
import { flagRule, type OptionRules, type Secrets, secretsRule } from "../option-rules.js";
import { fieldsOf, type Item, isSecretField, mask } from "./differences.js";
import { compare, type EnsureResult, planFor, remove, type Stored, store, writes } from "./ensure.js";
import type { Operations8x8 } from "./operations.js";
import { findByKey, type TypedWebhookKey } from "./webhook-key.js";

/** Options of `plan`. */
export interface PlanOptions extends CallOptions {
  /** Deletes all other webhooks of the account. Default: false. */
  readonly prune?: boolean | undefined;
  /**
   * `"compare"` writes a desired secret where the server shows another one, and with other changes. `"write"` writes it also where
   * the stored one is masked and may differ. `"keep"` writes it only with other changes. Default: `"compare"`.
   */
  readonly secrets?: Secrets | undefined;
}

/** The rules of {@link PlanOptions}. */
export const planRules: OptionRules = { prune: flagRule, secrets: secretsRule };

/** Plans what brings webhooks into the desired state. Returns the steps in order, and the account's other webhooks. */
export async function planSteps(
  operations: Operations8x8,
  desired: readonly types.WebhookConfiguration[],
  { prune = false, secrets = "compare" }: PlanOptions,
  call: Call,
): Promise<{ readonly steps: PlanStep<TypedWebhookKey>[]; readonly others: TypedWebhookKey[] }> {
  const { stored, items, surplus } = compare(desired, (await operations.list(call)).data, true);
  const steps = items.map((item): PlanStep<TypedWebhookKey> => {
    const before = findByKey(stored, item);
    const planned = planFor(item, before, secrets);
    const run = (running: Call) => store(operations, [item], [planned], running);
    return { change: changeOf(item, before, planned), run: writes(planned) ? run : undefined };
  });
  if (!prune) return { steps, others: surplus.map(keyOf) };
  const deletions = surplus.map((webhook): PlanStep<TypedWebhookKey> => {
    const fields = shownFields(fieldsOf(webhook), undefined);
    return {
      change: { key: keyOf(webhook), action: "deleted", reason: "notDesired", fields },
      run: (running) => remove(operations, [webhook], running),
    };
  });
  return { steps: [...steps, ...deletions], others: [] };
}

function changeOf(
  item: Item,
  before: Stored | undefined,
  { action, changes, secret }: EnsureResult,
): PlannedChange<TypedWebhookKey> {
  const key = keyOf(item);
  const [stored, wanted] = [before && fieldsOf(before), fieldsOf(item)];
  if (action === "created") return { key, action, reason: "missing", fields: shownFields(undefined, wanted) };
  const isBlind = action === "unchanged" && secret === "written";
  const reason = isBlind || secret === "notCompared" ? "secretHidden" : "same";
  if (action === "unchanged" && !isBlind) return { key, action, reason, fields: [] };
  const blindField = item.oauth ? "oauth.clientSecret" : "httpAuthorization";
  const names = new Set((isBlind ? [blindField] : changes).map(fieldName));
  return {
    key,
    action: "updated",
    reason: isBlind ? reason : "differs",
    fields: [...names].map((field) => plannedField(field, stored, wanted)),
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** Lists the fields of a webhook that comes or goes. */
function shownFields(before: Fields | undefined, after: Fields | undefined): PlannedField[] {
  const one = before ?? after ?? {};
  const isShown = (field: string) => field !== "subAccountId" && one[field] !== undefined && one[field] !== false;
  const names = Object.keys(one).filter((field) => isShown(field) || field === "enabled");
  return names.map((field) => plannedField(fieldName(field), before, after));
}

/** Returns the name of a field. Where client credentials are, their secret is. */
function fieldName(field: string): string {
  return field === "oauth" ? "oauth.clientSecret" : field;
}

function plannedField(field: string, before: Fields | undefined, after: Fields | undefined): PlannedField {
  const secret = isSecretField(field);
  const shown = (fields: Fields | undefined) =>
    secret ? (fields?.[field === "oauth.clientSecret" ? "oauth" : field] ? mask : undefined) : fields?.[field];
  const [old, next] = [shown(before), shown(after)];
  return { field, ...(old !== undefined && { before: old }), ...(next !== undefined && { after: next }), secret };
}

function keyOf({ subAccountId, type }: TypedWebhookKey): TypedWebhookKey {
  return { subAccountId, type };
}
