import type * as types from "@comms-webhooks/webex-types";
import type { Executed } from "../client/api-client.js";
import type { Call } from "../client/limits.js";
import type { OnInvalid } from "../client/list-items.js";
import type { CallOptions } from "../client/options.js";
import { isSameUrl } from "../client/target-urls.js";
import { flagRule, type OptionRules, type Secrets, secretsRule } from "../option-rules.js";
import type { WebexOperations } from "./operations.js";
import { assertCreated, assertUpdated, isMissing } from "./post-conditions.js";
import {
  findShortened,
  hasKey,
  immutableChanges,
  isHidden,
  isSameName,
  ownerQuery,
  type WebhookKey,
  type WebhookWithoutSecret,
  withKey,
  withoutSecret,
} from "./webhook-key.js";

/** Options of `ensure`. */
export interface EnsureOptions extends CallOptions {
  /** The id of the app that creates the webhook; webhooks of other apps are then left alone. Default: of any app. */
  readonly appId?: string | undefined;
  /**
   * `"write"` writes the desired secret where the stored one differs or, hidden by the server, may differ. `"compare"` writes
   * it only where the server shows another one. `"keep"` leaves the stored one as it is. Default: `"write"`.
   */
  readonly secrets?: Secrets | undefined;
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
   * desired one. `notCompared`: with `secrets: "keep"`, and with `"compare"` where it is hidden.
   */
  readonly secret: "written" | "unchanged" | "notCompared" | "notGiven";
  /** The webhook as it was stored; absent where there was none. */
  readonly before: WebhookWithoutSecret | undefined;
  /** The webhook as it is stored now, or with `dryRun` what is known of it. */
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
    const listed = await listOwned(operations, [desired], desired.ownedBy, call);
    const same = withKey(listed, desired);
    const planned = planFor(request, same.length > 0 ? same : findShortened(listed, desired), secrets);
    if (dryRun) return planned.plan;
    try {
      return await carryOut(operations, desired, planned, listed, call);
    } catch (error) {
      if (round === maxRounds || !isMissing(error)) throw error;
    }
  }
}

/** Lists an owner's webhooks. One that can't be read may be a desired one, and a second one must not be created. */
export async function listOwned(
  operations: WebexOperations,
  desired: readonly (types.CreateWebhookRequest & WebhookKey)[],
  ownedBy: WebhookKey["ownedBy"],
  call: Call,
): Promise<types.Webhook[]> {
  const onInvalid: OnInvalid = (item, error) => {
    if (desired.some((one) => hasKey(item, one))) throw error();
  };
  const listed: types.Webhook[] = [];
  const secrets = desired.map(({ secret }) => ({ secret }));
  for await (const webhook of operations.list(ownerQuery({ ownedBy }), call, { onInvalid, secrets }))
    listed.push(webhook);
  return listed;
}

/** What to do about the webhooks with a key. */
export interface Planned {
  /** The webhook that stays. */
  readonly keep: types.Webhook | undefined;
  /** The webhooks that are deleted when there is one in the desired state. */
  readonly remove: readonly types.Webhook[];
  readonly plan: EnsurePlan;
}

/** Carries out what is planned about a key, and checks the result. `listed` are all webhooks of the owner. */
export async function carryOut(
  operations: WebexOperations,
  { appId, ...request }: types.CreateWebhookRequest & WebhookKey,
  { keep, remove, plan }: Planned,
  listed: readonly types.Webhook[],
  call: Call,
): Promise<EnsureResult> {
  const desired = { ...request, appId };
  const cleanUp = async () => {
    for (const { id } of remove) await removeWebhook(operations, id, call);
  };
  if (!keep) {
    const created = await operations.create(request, call, appId);
    await assertCreated(operations, created, desired, listed, call, cleanUp);
    return { ...plan, after: withoutSecret(created.data) };
  }
  const updated = await update(operations, request, keep, plan, call);
  await cleanUp();
  if (updated) assertUpdated(updated, desired);
  return { ...plan, after: withoutSecret(updated?.data ?? keep) };
}

/** Deletes a webhook, if it is still there. */
export async function removeWebhook(operations: WebexOperations, id: string, call: Call): Promise<void> {
  await operations.delete(id, call).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
}

/** Plans what to do about the webhooks with a key, the oldest first. `echoes`: the server shows each secret, or a mask. */
export function planFor(
  desired: types.CreateWebhookRequest,
  same: readonly types.Webhook[],
  secrets: Secrets,
  echoes = false,
): Planned {
  const keep = same.find((webhook) => immutableChanges(webhook, desired).length === 0);
  const before = keep ?? same[0];
  const changes: string[] = before ? immutableChanges(before, desired) : [];
  if (before && !isSameName(before.name, desired.name)) changes.push("name");
  if (before && !isSameUrl(before.targetUrl, desired.targetUrl)) changes.push("targetUrl");
  if (before && before.status !== "active") changes.push("status");
  const secret = planSecret(desired, keep, secrets, echoes);
  if (before && secret === "written" && isShown(before, echoes) && before.secret !== desired.secret) {
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

/** Returns whether a response reveals the secret, or that there is none. */
function isShown({ secret }: types.Webhook, echoes: boolean): boolean {
  return secret ? !isHidden(secret) : echoes;
}

function planSecret(
  { secret }: types.CreateWebhookRequest,
  keep: types.Webhook | undefined,
  secrets: Secrets,
  echoes: boolean,
): EnsurePlan["secret"] {
  if (!secret) return "notGiven";
  if (keep && secrets === "keep") return "notCompared";
  if (keep && secrets === "compare" && !isShown(keep, echoes)) return "notCompared";
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
