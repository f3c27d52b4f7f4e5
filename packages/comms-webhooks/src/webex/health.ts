import { type Issue, issueAt } from "@comms-webhooks/validation";
import type * as types from "@comms-webhooks/webex-types";
import type { Call } from "../client/limits.js";
import { listing } from "../client/listing.js";
import type { WebexRequests } from "./operations.js";
import { type WebhookView, withoutSecret } from "./view.js";
import { byAge, byOwner, isSame, type WebhookIdentity } from "./webhook-key.js";

/** How a webhook is. */
export interface WebhookHealth {
  readonly name: string;
  readonly ownedBy: "creator" | "org";
  /** `inactive`: Webex has stopped it; `duplicate`: there is more than one, so its events arrive more than once. */
  readonly state: "active" | "inactive" | "missing" | "duplicate";
  /** What there is of that name and owner, the oldest first, without secrets. */
  readonly webhooks: readonly WebhookView[];
}

/** Finds what is wrong with identities that come from users. */
export function identityIssues(named: unknown): Issue[] {
  if (named === undefined) return [];
  if (!Array.isArray(named)) return [{ path: [], message: "the webhooks must be an array of names and owners" }];
  return named.flatMap((identity: unknown, index) => {
    const { name, ownedBy, appId } = Object(identity) as { [Field in keyof WebhookIdentity]: unknown };
    const issues: Issue[] = [];
    if (typeof name !== "string") issues.push(issueAt([index, "name"], "must be a string"));
    if (ownedBy !== undefined && ownedBy !== "org") {
      issues.push(issueAt([index, "ownedBy"], 'must be "org", or absent'));
    }
    if (appId !== undefined && typeof appId !== "string") {
      issues.push(issueAt([index, "appId"], "must be a string, or absent"));
    }
    return issues;
  });
}

/** Tells how webhooks are: those that are named, or else all of the token's owner. */
export async function health(
  requests: WebexRequests,
  named: readonly WebhookIdentity[] | undefined,
  call: Call,
): Promise<WebhookHealth[]> {
  const lists = new Map<"org" | undefined, types.Webhook[]>();
  for (const { ownedBy } of named ?? [{ ownedBy: undefined }]) {
    if (!lists.has(ownedBy))
      lists.set(ownedBy, await listing(() => requests.list(byOwner({ ownedBy }), call)).toArray());
  }
  const own = (lists.get(undefined) ?? []).filter(({ ownedBy = "creator" }) => ownedBy === "creator");
  const identities: readonly WebhookIdentity[] =
    named ?? [...new Set(own.map(({ name }) => name))].map((name) => ({ name }));
  return identities.map((identity) => {
    const { name, ownedBy } = identity;
    const same = (lists.get(ownedBy) ?? []).filter((webhook) => isSame(webhook, identity)).sort(byAge);
    return { name, ownedBy: ownedBy ?? "creator", state: stateOf(same), webhooks: same.map(withoutSecret) };
  });
}

function stateOf([webhook, ...duplicates]: readonly types.Webhook[]): WebhookHealth["state"] {
  if (!webhook) return "missing";
  if (duplicates.length > 0) return "duplicate";
  return webhook.status === "active" ? "active" : "inactive";
}
