import { webhookResources } from "@comms-webhooks/webex-client/data";
import type { Event, Webhook } from "@comms-webhooks/webex-types";
import type { WebexAccount } from "./account.js";
import { type FilteredEvent, failedPart } from "./filter.js";

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

/** Returns why a webhook gets no delivery of an event, in words that follow "webhook". Returns undefined if it gets one. */
export function mismatch(webhook: Webhook, { account, resource, event, data }: MatchedEvent): string | undefined {
  if (account !== undefined && !sees(webhook, account)) return "belongs to another account";
  if (!watchesResource(webhook, resource, event)) return `watches the resource ${webhook.resource}`;
  if (webhook.event !== event && !(webhook.event === "all" && allEvents.includes(event))) {
    return `watches the event ${webhook.event} of ${webhook.resource}`;
  }
  if (webhook.status !== "active") return "is disabled";
  const part = failedPart(webhook.filter, { resource, data }, webhook.createdBy);
  return part === undefined ? undefined : `has the filter ${part}, which this delivery doesn't pass`;
}

function watchesResource({ resource: watched }: Webhook, resource: string, event: string): boolean {
  if (watched !== "all") return watched === resource;
  return allResources.includes(resource) && allEvents.includes(event);
}

/** An organization's webhook sees what its members see, a creator's what the creator sees. */
function sees(webhook: Webhook, account: WebexAccount): boolean {
  return webhook.ownedBy === "org" ? webhook.orgId === account.orgId : webhook.createdBy === account.createdBy;
}
