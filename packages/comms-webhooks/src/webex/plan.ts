import { type Issue, issueAt } from "@comms-webhooks/validation";
import type * as types from "@comms-webhooks/webex-types";
import type { Call } from "../client/limits.js";
import type { CallOptions } from "../client/options.js";
import type { PlannedChange, PlannedField, PlanStep } from "../client/plan.js";
import { flagRule, type OptionRules, type Secrets } from "../option-rules.js";
import { carryOut, ensureRules, listOwned, type Planned, planFor, removeWebhook } from "./ensure.js";
import type { WebexOperations } from "./operations.js";
import { isOwn, isSameName, type WebhookKey, withKey } from "./webhook-key.js";

/** Options of `plan`. */
export interface PlanOptions extends CallOptions {
  /** The id of the app that creates the webhooks; webhooks of other apps are then left alone. Default: of any app. */
  readonly appId?: string | undefined;
  /** Deletes all other webhooks of the token's owner, never those of the organization. Default: false. */
  readonly prune?: boolean | undefined;
  /**
   * `"compare"` writes a desired secret where the server shows another one. `"write"` writes it also where the server hides the
   * stored one, which may differ. `"keep"` leaves stored ones as they are. Default: `"compare"`.
   */
  readonly secrets?: Secrets | undefined;
}

/** The rules of {@link PlanOptions}. */
export const planRules: OptionRules = {
  appId: ensureRules["appId"] as OptionRules[string],
  secrets: ensureRules["secrets"] as OptionRules[string],
  prune: flagRule,
};

/** What identifies a webhook of a plan. */
export interface PlannedWebhook extends WebhookKey {
  readonly ownedBy: "creator" | "org";
  /** The id of the stored webhook; absent where there is none yet. */
  readonly id?: string | undefined;
}

/** Finds webhooks with the name and owner of an earlier one. */
export function duplicateIssues(desired: readonly types.CreateWebhookRequest[]): Issue[] {
  return desired.flatMap(({ name, ownedBy = "creator" }, index) => {
    const isSame = (other: types.CreateWebhookRequest) =>
      isSameName(other.name, name) && (other.ownedBy ?? "creator") === ownedBy;
    const repeats = desired.slice(0, index).some(isSame);
    return repeats ? [issueAt([index, "name"], `repeats ${JSON.stringify(name)}; list each name once`)] : [];
  });
}

/** Plans what brings webhooks into the desired state. Returns the steps in order, and the owner's other webhooks. */
export async function planSteps(
  operations: WebexOperations,
  requests: readonly types.CreateWebhookRequest[],
  { appId, prune = false, secrets = "compare" }: PlanOptions,
  call: Call,
): Promise<{ readonly steps: PlanStep<PlannedWebhook>[]; readonly others: PlannedWebhook[] }> {
  const desired = requests.map((request) => ({ ...request, appId }));
  const listOf = (owner: "creator" | "org") => {
    const own = desired.filter(({ ownedBy = "creator" }) => ownedBy === owner);
    return owner === "org" && own.length === 0 ? [] : listOwned(operations, own, owner, call);
  };
  const lists = { creator: await listOf("creator"), org: await listOf("org") };
  const all = [...lists.creator, ...lists.org];
  // A server that shows one secret, or a mask, shows all: a webhook without one has none.
  const echoes = all.some(({ secret }) => secret);

  const steps: PlanStep<PlannedWebhook>[] = [];
  const duplicates: PlanStep<PlannedWebhook>[] = [];
  const named = new Set<types.Webhook>();
  const deletion = (webhook: types.Webhook, reason: "duplicate" | "notDesired"): PlanStep<PlannedWebhook> => ({
    change: { key: keyOf(webhook), action: "deleted", reason, fields: fieldsOf(webhook, "before") },
    run: (running) => removeWebhook(operations, webhook.id, running),
  });
  for (const one of desired) {
    const listed = lists[one.ownedBy ?? "creator"];
    const same = withKey(listed, one);
    const planned = planFor(one, same, secrets, echoes);
    const replaced = planned.keep ? undefined : same[0];
    const step = { ...planned, remove: replaced ? [replaced] : [] };
    const change = changeOf(one, planned, planned.keep ?? replaced);
    const run = (running: Call) => carryOut(operations, one, step, listed, running);
    steps.push({ change, run: change.action === "unchanged" ? undefined : run });
    for (const webhook of same) named.add(webhook);
    duplicates.push(
      ...planned.remove.filter((webhook) => webhook !== replaced).map((webhook) => deletion(webhook, "duplicate")),
    );
  }
  const rest = lists.creator.filter((webhook) => !named.has(webhook) && isOwn(webhook, { appId }));
  const surplus = prune ? rest.map((webhook) => deletion(webhook, "notDesired")) : [];
  return { steps: [...steps, ...duplicates, ...surplus], others: prune ? [] : rest.map(keyOf) };
}

function changeOf(
  desired: types.CreateWebhookRequest,
  { plan: { action, changes, secret } }: Planned,
  before: types.Webhook | undefined,
): PlannedChange<PlannedWebhook> {
  const key = keyOf({ ...desired, id: before?.id });
  if (!before) return { key, action: "created", reason: "missing", fields: fieldsOf(desired, "after") };
  const isBlind = secret === "written" && !changes.includes("secret") && action !== "replaced";
  const stored: Readonly<Record<string, unknown>> = { ...before, status: before.status ?? "active" };
  const wanted: Readonly<Record<string, unknown>> = { ...desired, status: "active" };
  const fields: PlannedField[] = changes
    .filter((field) => field !== "secret")
    .map((field) => ({ field, before: stored[field], after: wanted[field], secret: false }));
  const isSecretReplaced = action === "replaced" && desired.secret && before.secret !== desired.secret;
  if (isBlind || isSecretReplaced || changes.includes("secret")) {
    const isSet = isBlind || before.secret !== undefined;
    fields.push({ field: "secret", ...(isSet && { before: mask }), after: mask, secret: true });
  }
  if (action === "replaced") return { key, action, reason: "immutable", fields };
  if (changes.length === 0) {
    const reason = isBlind || secret === "notCompared" ? "secretHidden" : "same";
    return { key, action: isBlind ? "updated" : "unchanged", reason, fields };
  }
  const isReactivation = fields.every(({ field }) => field === "status");
  return isReactivation
    ? { key, action: "reactivated", reason: "inactive", fields }
    : { key, action: "updated", reason: "differs", fields };
}

const mask = "***";

/** What a person wants to know about a webhook that comes or goes. */
const shownFields = ["targetUrl", "resource", "event", "filter", "ownedBy", "secret"] as const;

function fieldsOf(webhook: types.CreateWebhookRequest | types.Webhook, side: "before" | "after"): PlannedField[] {
  return shownFields.flatMap((field): PlannedField[] => {
    const value: unknown = webhook[field];
    if (!value || value === "creator") return [];
    const secret = field === "secret";
    return [{ field, [side]: secret ? mask : value, secret }];
  });
}

function keyOf({ name, ownedBy, id }: WebhookKey & { readonly id?: string | undefined }): PlannedWebhook {
  return { name, ownedBy: ownedBy === "org" ? "org" : "creator", ...(id !== undefined && { id }) };
}
