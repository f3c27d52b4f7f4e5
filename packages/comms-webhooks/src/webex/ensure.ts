import type * as types from "@comms-webhooks/webex-types";
import type { Call } from "../client/limits.js";
import type { CallOptions } from "../client/options.js";
import { paginatedList } from "../client/pagination.js";
import { isHttpError } from "../errors/http-error.js";
import { flagRule, type OptionRules } from "../option-rules.js";
import type { WebexOperations } from "./operations.js";
import {
  byAge,
  hasKey,
  immutableChanges,
  ownerQuery,
  type WebhookWithoutSecret,
  withoutSecret,
} from "./webhook-key.js";

/** Options of `ensure`. */
export interface EnsureOptions extends CallOptions {
  /** The id of the app that creates the webhook; webhooks of other apps are then left alone. Default: of any app. */
  readonly appId?: string | undefined;
  /** Writes the secret even if nothing else changes. Default: false. */
  readonly rotateSecrets?: boolean | undefined;
  /** Returns what would be done, without doing it. Default: false. */
  readonly dryRun?: boolean | undefined;
}

/** The rules of {@link EnsureOptions}. */
export const ensureRules: OptionRules = {
  appId: ["string", "an app's id", (value: string) => value !== ""],
  rotateSecrets: flagRule,
  dryRun: flagRule,
};

/** What is to be done, or was done. Webhooks are without their secrets, so that it can be logged. */
export interface EnsurePlan<After = Partial<WebhookWithoutSecret>> {
  /** `replaced`: resource, event or filter differed, which no update can change, so that the id is a new one. */
  readonly action: "created" | "updated" | "replaced" | "unchanged";
  /** The fields that differed, and `secret` where it was written. */
  readonly changes: readonly string[];
  /** Whether the desired secret was written. It can't be compared with the stored one. */
  readonly secret: "written" | "notCompared" | "notGiven";
  readonly before: WebhookWithoutSecret | undefined;
  readonly after: After;
  /** The webhooks that were deleted: those that were replaced, and duplicates. */
  readonly removed: readonly WebhookWithoutSecret[];
}

/** What was done. */
export type EnsureResult = EnsurePlan<WebhookWithoutSecret>;

/** How often to start over when webhooks vanish meanwhile. */
const maxRounds = 3;

/** Brings the webhook with a key into the desired state, and deletes all others with that key. */
export async function ensure(
  operations: WebexOperations,
  desired: types.CreateWebhookRequest,
  { appId, rotateSecrets = false, dryRun = false }: EnsureOptions,
  call: Call,
): Promise<EnsurePlan | EnsureResult> {
  const key = { name: desired.name, ownedBy: desired.ownedBy, appId };
  for (let round = 1; ; round += 1) {
    const listed = await paginatedList(() => operations.list(ownerQuery(desired), call)).toArray();
    const same = listed.filter((webhook) => hasKey(webhook, key)).sort(byAge);
    const { keep, remove, plan } = planFor(desired, same, rotateSecrets);
    if (dryRun) return plan;
    try {
      const after = keep
        ? await update(operations, desired, keep, plan, call)
        : await operations.create(desired, call, appId);
      for (const { id } of remove) await operations.delete(id, call).catch(ignoreMissing);
      return { ...plan, after: withoutSecret(after) };
    } catch (error) {
      if (round === maxRounds || !isMissing(error)) throw error;
    }
  }
}

interface Plan {
  readonly keep: types.Webhook | undefined;
  readonly remove: readonly types.Webhook[];
  readonly plan: EnsurePlan;
}

/** Plans what to do about the webhooks with a key, the oldest first. */
function planFor(desired: types.CreateWebhookRequest, same: readonly types.Webhook[], rotateSecrets: boolean): Plan {
  const keep = same.find((webhook) => immutableChanges(webhook, desired).length === 0);
  const before = keep ?? same[0];
  const changes: string[] = before ? immutableChanges(before, desired) : [];
  if (before && before.targetUrl !== desired.targetUrl) changes.push("targetUrl");
  if (before && before.status !== "active") changes.push("status");
  const writes = !keep || changes.length > 0 || rotateSecrets;
  const secret = !desired.secret ? "notGiven" : writes ? "written" : "notCompared";
  if (before && secret === "written") changes.push("secret");
  const action = !before ? "created" : !keep ? "replaced" : changes.length > 0 ? "updated" : "unchanged";
  const remove = same.filter((webhook) => webhook !== keep);
  const { secret: _secret, ...fields } = desired;
  return {
    keep,
    remove,
    plan: {
      action,
      changes,
      secret,
      before: before && withoutSecret(before),
      after: { ...fields, ...(keep && withoutSecret(keep)), targetUrl: desired.targetUrl, status: "active" },
      removed: remove.map(withoutSecret),
    },
  };
}

/** Updates a webhook where the plan requires it. */
function update(
  operations: WebexOperations,
  { name, targetUrl, secret: desired }: types.CreateWebhookRequest,
  keep: types.Webhook,
  { action, changes, secret }: EnsurePlan,
  call: Call,
): types.Webhook | Promise<types.Webhook> {
  if (action === "unchanged") return keep;
  const body: types.UpdateWebhookRequest = {
    name,
    targetUrl,
    ...(changes.includes("status") && { status: "active" as const }),
    ...(secret === "written" && desired !== undefined && { secret: desired }),
  };
  return operations.update(keep.id, body, call);
}

/** Another process has deleted it already. */
function isMissing(error: unknown): boolean {
  return isHttpError(error) && (error.status === 404 || error.status === 410);
}

function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}
