import { webhookResources } from "@comms-webhooks/webex-client/data";
import type { Event, Webhook } from "@comms-webhooks/webex-types";
import type { WebexAccount } from "./account.js";
import { type FilteredEvent, passes } from "./filter.js";

/** An event, as far as it decides which webhooks match. */
export interface MatchedEvent extends FilteredEvent {
  /** The name of the event, never `all`. */
  readonly event: string;
  /** The account that it happens in. Undefined stands for every account. */
  readonly account: WebexAccount | undefined;
}

/** What `all` stands for in a webhook's event. */
const allEvents: readonly string[] = ["created", "updated", "deleted"] satisfies Event[];

/** What `all` stands for in a webhook's resource: the resources that have the event `all`. */
const allResources: readonly string[] = Object.entries(webhookResources)
  .filter(([resource, { events }]) => resource !== "all" && (events as readonly string[]).includes("all"))
  .map(([resource]) => resource);

/** Returns whether a webhook gets a delivery of an event. */
export function matches(webhook: Webhook, { account, resource, event, data }: MatchedEvent): boolean {
  return (
    webhook.status === "active" &&
    watches(webhook, resource, event) &&
    (account === undefined || sees(webhook, account)) &&
    passes(webhook.filter, { resource, data }, webhook.createdBy)
  );
}

function watches(webhook: Webhook, resource: string, event: string): boolean {
  if (webhook.resource === "all" && !(allResources.includes(resource) && allEvents.includes(event))) return false;
  return (
    (webhook.resource === "all" || webhook.resource === resource) &&
    (webhook.event === event || (webhook.event === "all" && allEvents.includes(event)))
  );
}

/** An organization's webhook sees what its members see, a creator's what the creator sees. */
function sees(webhook: Webhook, account: WebexAccount): boolean {
  return webhook.ownedBy === "org" ? webhook.orgId === account.orgId : webhook.createdBy === account.createdBy;
}
