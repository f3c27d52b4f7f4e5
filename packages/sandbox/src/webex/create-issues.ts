import { events, resources } from "@comms-webhooks/webex-client/data";
import { CreateWebhookRequest } from "@comms-webhooks/webex-client/validators";
import { issuesOf } from "../http/issues.js";

/**
 * Says what is wrong with a create request. Any known event goes with any known resource, as in the vendor's own
 * description.
 */
export function createIssues(value: unknown): string[] {
  return [
    ...issuesOf(CreateWebhookRequest, value, { undocumented: true }),
    ...unknownName(value, "resource", resources),
    ...unknownName(value, "event", events),
  ];
}

function unknownName(value: unknown, field: string, names: readonly string[]): string[] {
  const name: unknown = (Object(value) as Record<string, unknown>)[field];
  if (typeof name !== "string" || names.includes(name)) return [];
  const list = names.map((known) => JSON.stringify(known)).join(", ");
  return [`${field} must be one of ${list}; got ${JSON.stringify(name.slice(0, 80))}`];
}
