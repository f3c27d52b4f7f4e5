import { type Issue, issueAt } from "@comms-webhooks/validation";
import type * as types from "@comms-webhooks/webex-types";
import type { Call } from "../client/limits.js";
import { paginatedList } from "../client/pagination.js";
import type { WebexOperations } from "./operations.js";
import {
  hasKey,
  ownerQuery,
  type WebhookKey,
  type WebhookWithoutSecret,
  withKey,
  withoutSecret,
} from "./webhook-key.js";

/** The health of the webhook with a key. */
export interface WebhookHealth {
  /** The name of the webhook. */
  readonly name: string;
  /** Whose webhook it is: the token owner's, or the organization's. */
  readonly ownedBy: "creator" | "org";
  /** The app's id; absent where the key has none. */
  readonly appId?: string | undefined;
  /**
   * `inactive`: Webex has disabled it. `duplicate`: there is more than one, so its events arrive more than once.
   * `unreadable`: there is one that can't be read, and `onInvalidItem` was called with the reason.
   */
  readonly state: "active" | "inactive" | "missing" | "duplicate" | "unreadable";
  /** The webhooks with that key, the oldest first, without secrets. */
  readonly webhooks: readonly WebhookWithoutSecret[];
}

/** Checks keys that come from users. */
export function keyIssues(keys: unknown): Issue[] {
  if (keys === undefined) return [];
  if (!Array.isArray(keys)) return [{ path: [], message: "the webhooks must be an array of names and owners" }];
  return keys.flatMap((key: unknown, index) => {
    const { name, ownedBy = "creator", appId = "" } = Object(key) as { [Field in keyof WebhookKey]: unknown };
    const isOwner = ownedBy === "creator" || ownedBy === "org";
    return [
      typeof name !== "string" && issueAt([index, "name"], "must be a string"),
      !isOwner && issueAt([index, "ownedBy"], 'must be "creator" or "org"'),
      typeof appId !== "string" && issueAt([index, "appId"], "must be a string"),
    ].filter((issue) => issue !== false);
  });
}

/** Returns the health of the webhooks with these keys. Default: of all webhooks of the token's owner. */
export async function health(
  operations: WebexOperations,
  keys: readonly WebhookKey[] | undefined,
  call: Call,
): Promise<WebhookHealth[]> {
  const lists = new Map<Owner, Listed>();
  for (const ownedBy of new Set((keys ?? [{}]).map(ownerOf))) {
    const unreadable: Listed["unreadable"] = [];
    const pages = paginatedList(() =>
      operations.list(ownerQuery({ ownedBy }), call, { onInvalid: (item) => unreadable.push(item) }),
    );
    lists.set(ownedBy, { webhooks: await pages.toArray(), unreadable });
  }
  return (keys ?? keysOf(lists.get("creator"))).map((key) => {
    const { name, appId } = key;
    const ownedBy = ownerOf(key);
    const { webhooks: listed = [], unreadable = [] } = lists.get(ownedBy) ?? {};
    const webhooks = withKey(listed, key);
    const state = unreadable.some((item) => hasKey(item, key)) ? "unreadable" : stateOf(webhooks);
    return { name, ownedBy, ...(appId !== undefined && { appId }), state, webhooks: webhooks.map(withoutSecret) };
  });
}

interface Listed {
  readonly webhooks: readonly types.Webhook[];
  readonly unreadable: Readonly<Record<string, unknown>>[];
}

/** Returns the keys of all webhooks of the token's owner, one for each name. */
function keysOf({ webhooks, unreadable }: Listed = { webhooks: [], unreadable: [] }): WebhookKey[] {
  const own = [...webhooks, ...unreadable].filter(({ ownedBy }) => (ownedBy ?? "creator") === "creator");
  const names = own.map(({ name }) => name).filter((name) => typeof name === "string");
  return [...new Set(names)].map((name) => ({ name }));
}

type Owner = WebhookHealth["ownedBy"];

function ownerOf({ ownedBy }: Pick<WebhookKey, "ownedBy">): Owner {
  return ownedBy === "org" ? "org" : "creator";
}

function stateOf([webhook, ...duplicates]: readonly types.Webhook[]): WebhookHealth["state"] {
  if (!webhook) return "missing";
  if (duplicates.length > 0) return "duplicate";
  return webhook.status === "active" ? "active" : "inactive";
}
