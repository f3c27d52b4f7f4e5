import type * as types from "@comms-webhooks/webex-types";
import type { Executed } from "../client/api-client.js";
import type { Call } from "../client/limits.js";
import type { OnInvalid } from "../client/list-items.js";
import type { CallOptions } from "../client/options.js";
import { isSameUrl } from "../client/target-urls.js";
import { flagRule, type OptionRules, secretsRule } from "../option-rules.js";
import type { WebexOperations } from "./operations.js";
import { assertCreated, assertUpdated, isMissing } from "./post-conditions.js";
import {
  findShortened,
  hasKey,
  immutableChanges,
  isHidden,
  isSameName,
  ownerQuery,
  type WebhookWithoutSecret,
  withKey,
  withoutSecret,
} from "./webhook-key.js";

/** Options of `ensure`. */
export interface EnsureOptions extends CallOptions {
  /** The id of the app that creates the webhook; webhooks of other apps are then left alone. Default: of any app. */
  readonly appId?: string | undefined;
  /**
   * `"write"` writes the desired secret where the stored one differs or, hidden by the server, may differ. `"keep"` leaves the
   * stored one as it is. Default: `"write"`.
   */
  readonly secrets?: "write" | "keep" | undefined;
  /** Returns what would be done, without doing it. Default: false. */
  readonly dryRun?: boolean | undefined;
}

/** The rules of {@link EnsureOptions}. */
export const ensureRules: OptionRules = {
  appId: ["string", "an app's id", (value: string) => value !== ""],
  secrets: secretsRule,
  dryRun: flagRule,
};

/** What is to be done, or was done. Webhooks are without their secrets, so that it can be logged. */
export interface EnsurePlan<After = Partial<WebhookWithoutSecret>> {
  /**
   * `replaced`: resource, event or filter differed, which no update can change, so that the id is a new one. `unchanged`:
   * nothing differed; a secret that the server hides was written all the same, as `secret` reports.
   */
  readonly action: "created" | "updated" | "replaced" | "unchanged";
  /** The fields that differed. */
  readonly changes: readonly string[];
  /**
   * `written`: the stored secret was another one, or is hidden, or the webhook is new. `unchanged`: the server shows the
   * desired one. `notCompared`: with `secrets: "keep"`.
   */
  readonly secret: "written" | "unchanged" | "notCompared" | "notGiven";
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
  request: types.CreateWebhookRequest,
  { appId, secrets = "write", dryRun = false }: EnsureOptions,
  call: Call,
): Promise<EnsurePlan | EnsureResult> {
  const desired = { ...request, appId };
  for (let round = 1; ; round += 1) {
    const listed: types.Webhook[] = [];
    const onInvalid: OnInvalid = (item, error) => {
      // It may be the desired one, and a second one must not be created.
      if (hasKey(item, desired)) throw error();
    };
    const pages = operations.list(ownerQuery(desired), call, { onInvalid, secret: desired.secret });
    for await (const webhook of pages) listed.push(webhook);
    const same = withKey(listed, desired);
    const { keep, remove, plan } = planFor(request, same.length > 0 ? same : findShortened(listed, desired), secrets);
    if (dryRun) return plan;
    const cleanUp = async () => {
      for (const { id } of remove) await operations.delete(id, call).catch(ignoreMissing);
    };
    try {
      if (!keep) {
        const created = await operations.create(request, call, appId);
        await assertCreated(operations, created, desired, listed, call, cleanUp);
        return { ...plan, after: withoutSecret(created.data) };
      }
      const updated = await update(operations, request, keep, plan, call);
      await cleanUp();
      if (updated) assertUpdated(updated, desired);
      return { ...plan, after: withoutSecret(updated?.data ?? keep) };
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
function planFor(desired: types.CreateWebhookRequest, same: readonly types.Webhook[], secrets: "write" | "keep"): Plan {
  const keep = same.find((webhook) => immutableChanges(webhook, desired).length === 0);
  const before = keep ?? same[0];
  const changes: string[] = before ? immutableChanges(before, desired) : [];
  if (before && !isSameName(before.name, desired.name)) changes.push("name");
  if (before && !isSameUrl(before.targetUrl, desired.targetUrl)) changes.push("targetUrl");
  if (before && (before.status ?? "active") !== "active") changes.push("status");
  const secret = planSecret(desired, keep, secrets);
  if (before && secret === "written" && !isHidden(before.secret) && before.secret !== desired.secret) {
    changes.push("secret");
  }
  const action = !before ? "created" : !keep ? "replaced" : changes.length > 0 ? "updated" : "unchanged";
  const remove = same.filter((webhook) => webhook !== keep);
  const { secret: _secret, ...fields } = desired;
  const changed = action === "unchanged" ? {} : { name: desired.name, targetUrl: desired.targetUrl };
  return {
    keep,
    remove,
    plan: {
      action,
      changes,
      secret,
      before: before && withoutSecret(before),
      after: { ...fields, ...(keep && withoutSecret(keep)), ...changed, status: "active" },
      removed: remove.map(withoutSecret),
    },
  };
}

function planSecret(
  { secret }: types.CreateWebhookRequest,
  keep: types.Webhook | undefined,
  secrets: "write" | "keep",
): EnsurePlan["secret"] {
  if (!secret) return "notGiven";
  if (keep && secrets === "keep") return "notCompared";
  return keep?.secret === secret ? "unchanged" : "written";
}

/** Updates a webhook where the plan requires it. */
async function update(
  operations: WebexOperations,
  { name, targetUrl, secret: desired }: types.CreateWebhookRequest,
  keep: types.Webhook,
  { changes, secret }: EnsurePlan,
  call: Call,
): Promise<Executed<types.Webhook> | undefined> {
  if (changes.length === 0 && secret !== "written") return undefined;
  const body: types.UpdateWebhookRequest = {
    name,
    targetUrl,
    ...(changes.includes("status") && { status: "active" as const }),
    ...(secret === "written" && desired !== undefined && { secret: desired }),
  };
  return operations.update(keep.id, body, call);
}

function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}
