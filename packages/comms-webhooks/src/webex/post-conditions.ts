import type * as types from "@comms-webhooks/webex-types";
import type { Executed } from "../client/api-client.js";
import type { Call } from "../client/limits.js";
import { isSameUrl } from "../client/target-urls.js";
import { isHttpError } from "../errors/http-error.js";
import type { UnmetCondition } from "../errors/post-condition-error.js";
import type { WebexOperations } from "./operations.js";
import { immutableChanges, isHidden, isSameName, ownerQuery, type WebhookKey } from "./webhook-key.js";

type Desired = types.CreateWebhookRequest & WebhookKey;
type Field = keyof types.Webhook;

const useStored = "Write these fields as the server stores them, or correct the server's copy.";
const notIdentified = "With these fields, another call would create another webhook.";

/**
 * Checks a webhook after an update.
 * @throws {PostConditionError} where it isn't the desired one: another update would have the same result.
 */
export function assertUpdated({ data, errors }: Executed<types.Webhook>, desired: Desired): void {
  const fields = mutableDifferences(data, desired);
  if (fields.length > 0) throw errors.postCondition(unmet("updated", data, desired, fields, useStored));
}

/**
 * Checks a webhook that was created beside `others`. One that the next call would not find, or would replace, is deleted.
 * @throws {PostConditionError} where it isn't the desired one, but the next call would find it. `cleanUp` is called before.
 */
export async function assertCreated(
  operations: WebexOperations,
  { data, errors }: Executed<types.Webhook>,
  desired: Desired,
  others: readonly types.Webhook[],
  call: Call,
  cleanUp: () => Promise<void>,
): Promise<void> {
  const identity = identityDifferences(data, desired);
  const mutable = mutableDifferences(data, desired);
  if (identity.length === 0 && desired.ownedBy === "org" && data.ownedBy === undefined) {
    // The next call looks for it in the organization's list, so it must be there.
    const listed: string[] = [];
    for await (const { id } of operations.list(ownerQuery(desired), call, { secrets: desired })) listed.push(id);
    if (!listed.includes(data.id)) identity.push("ownedBy");
  }
  const takesName = mutable.includes("name") && others.some(({ name }) => name === data.name);
  if (identity.length === 0 && !takesName) {
    await cleanUp();
    if (mutable.length > 0) throw errors.postCondition(unmet("created", data, desired, mutable, useStored));
    return;
  }
  const fields = [...identity, ...mutable];
  const hint = takesName ? "Another webhook has the stored name already. Choose a shorter name." : notIdentified;
  const failure = await operations.delete(data.id, call).then(
    () => undefined,
    (error: unknown) => (isMissing(error) ? undefined : { error }),
  );
  throw errors.postCondition({
    ...unmet(failure ? "created" : "removed", data, desired, fields, hint),
    ...(failure && { cause: failure.error, hint: `${hint} It couldn't be deleted: delete it by its id.` }),
  });
}

/** Returns whether an operation failed because the webhook is gone, which another process may have deleted. */
export function isMissing(error: unknown): boolean {
  return isHttpError(error) && (error.status === 404 || error.status === 410);
}

/** Lists the fields that differ, of those that identify a webhook or that no update can change. */
function identityDifferences(webhook: types.Webhook, desired: Desired): Field[] {
  const { ownedBy = "creator", appId } = desired;
  const fields: Field[] = immutableChanges(webhook, desired);
  if ((webhook.ownedBy ?? ownedBy) !== ownedBy) fields.push("ownedBy");
  if (appId !== undefined && (webhook.appId ?? appId) !== appId) fields.push("appId");
  return fields;
}

/** Lists the fields that differ, of those that an update can change. */
function mutableDifferences(webhook: types.Webhook, desired: Desired): Field[] {
  const { name, targetUrl, secret, status } = webhook;
  const isSecret = desired.secret === undefined || isHidden(secret) || secret === desired.secret;
  const same = {
    name: isSameName(name, desired.name),
    targetUrl: isSameUrl(targetUrl, desired.targetUrl),
    status: (status ?? "active") === "active",
    secret: isSecret,
  };
  return (Object.keys(same) as (keyof typeof same)[]).filter((field) => !same[field]);
}

function unmet(
  outcome: UnmetCondition["outcome"],
  webhook: types.Webhook,
  desired: Desired,
  fields: readonly Field[],
  hint: string,
): UnmetCondition {
  const expected: Partial<types.Webhook> = { ownedBy: "creator", ...desired, status: "active" };
  const differences = fields.map((field) => ({
    webhook: { id: webhook.id },
    field,
    ...(field !== "secret" && { expected: expected[field], stored: webhook[field] }),
  }));
  return { outcome, differences, hint };
}
