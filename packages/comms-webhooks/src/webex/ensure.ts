import type * as types from "@comms-webhooks/webex-types";
import type { Call } from "../client/limits.js";
import { listing } from "../client/listing.js";
import type { CallOptions } from "../client/options.js";
import { isHttpError } from "../errors/http-error.js";
import type { WebexRequests } from "./operations.js";
import { type WebhookView, withoutSecret } from "./view.js";
import { byAge, byOwner, immutableChanges, isSame } from "./webhook-key.js";

/** How to ensure a webhook. */
export interface EnsureOptions extends CallOptions {
  /** The id of the app that registers, as webhooks have it; webhooks of other apps are then left alone. */
  readonly appId?: string | undefined;
  /** Writes the secret even if nothing else changes. */
  readonly rotateSecrets?: boolean | undefined;
  /** Only tells what would be done. */
  readonly dryRun?: boolean | undefined;
}

/** What is to be done, or was. Webhooks are without their secrets, so that it can be logged. */
export interface EnsurePlan<After = Partial<WebhookView>> {
  /** `replaced`: resource, event or filter differed, which no update can change, so that the id is a new one. */
  readonly action: "created" | "updated" | "replaced" | "unchanged";
  /** The fields that differed. The secret is among them where it was written. */
  readonly changes: readonly string[];
  /** Whether the wanted secret was written. Those that are stored can't be compared with it. */
  readonly secret: "written" | "notCompared" | "notGiven";
  readonly before: WebhookView | undefined;
  readonly after: After;
  /** The webhooks that were deleted: those that were replaced, and duplicates. */
  readonly removed: readonly WebhookView[];
}

/** What was done. */
export type EnsureResult = EnsurePlan<WebhookView>;

/** How often to start anew when webhooks vanish meanwhile. */
const mostRounds = 3;

/** Brings the webhook of an identity into the wanted state, and deletes all others of that identity. */
export async function ensure(
  requests: WebexRequests,
  wanted: types.CreateWebhookRequest,
  { appId, rotateSecrets = false, dryRun = false }: EnsureOptions,
  call: Call,
): Promise<EnsurePlan | EnsureResult> {
  const identity = { name: wanted.name, ownedBy: wanted.ownedBy, appId };
  for (let round = 1; ; round += 1) {
    const listed = await listing(() => requests.list(byOwner(wanted), call)).toArray();
    const same = listed.filter((webhook) => isSame(webhook, identity)).sort(byAge);
    const { keep, remove, plan } = planFor(wanted, same, rotateSecrets);
    if (dryRun) return plan;
    try {
      const after = keep
        ? await update(requests, wanted, keep, plan, call)
        : await requests.create(wanted, call, appId);
      for (const { id } of remove) await requests.delete(id, call).catch(ignoreMissing);
      return { ...plan, after: withoutSecret(after) };
    } catch (error) {
      if (round === mostRounds || !isMissing(error)) throw error;
    }
  }
}

interface Plan {
  readonly keep: types.Webhook | undefined;
  readonly remove: readonly types.Webhook[];
  readonly plan: EnsurePlan;
}

/** Plans what to do about the webhooks of an identity, the oldest first. */
function planFor(wanted: types.CreateWebhookRequest, same: readonly types.Webhook[], rotateSecrets: boolean): Plan {
  const keep = same.find((webhook) => immutableChanges(webhook, wanted).length === 0);
  const before = keep ?? same[0];
  const changes: string[] = before ? immutableChanges(before, wanted) : [];
  if (before && before.targetUrl !== wanted.targetUrl) changes.push("targetUrl");
  if (before && before.status !== "active") changes.push("status");
  const writes = !keep || changes.length > 0 || rotateSecrets;
  const secret = !wanted.secret ? "notGiven" : writes ? "written" : "notCompared";
  if (before && secret === "written") changes.push("secret");
  const action = !before ? "created" : !keep ? "replaced" : changes.length > 0 ? "updated" : "unchanged";
  const remove = same.filter((webhook) => webhook !== keep);
  const { secret: _secret, ...fields } = wanted;
  return {
    keep,
    remove,
    plan: {
      action,
      changes,
      secret,
      before: before && withoutSecret(before),
      after: { ...fields, ...(keep && withoutSecret(keep)), targetUrl: wanted.targetUrl, status: "active" },
      removed: remove.map(withoutSecret),
    },
  };
}

/** Updates a webhook, where the plan says so. */
function update(
  requests: WebexRequests,
  { name, targetUrl, secret: wanted }: types.CreateWebhookRequest,
  keep: types.Webhook,
  { action, changes, secret }: EnsurePlan,
  call: Call,
): types.Webhook | Promise<types.Webhook> {
  if (action === "unchanged") return keep;
  const body: types.UpdateWebhookRequest = {
    name,
    targetUrl,
    ...(changes.includes("status") && { status: "active" as const }),
    ...(secret === "written" && wanted !== undefined && { secret: wanted }),
  };
  return requests.update(keep.id, body, call);
}

/** Another process has deleted it already. */
function isMissing(error: unknown): boolean {
  return isHttpError(error) && (error.status === 404 || error.status === 410);
}

function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}
