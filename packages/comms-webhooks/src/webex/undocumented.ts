import { type Issue, issueAt, suggestion } from "@comms-webhooks/validation";
import { webhookFilters } from "@comms-webhooks/webex-client/data";

/** Pairs that Webex doesn't document, but that public programs create. */
const provenPairs: ReadonlySet<string> = new Set(["attachmentActions.all", "telephony_calls.all"]);

const wayOut = "To send it anyway, pass { undocumented: true }";

/** Finds a pair of resource and event that isn't documented, but is known to work. */
export function provenPairIssues(webhook: unknown): Issue[] {
  const { resource, event } = Object(webhook) as Record<string, unknown>;
  if (!provenPairs.has(`${resource}.${event}`)) return [];
  const rule = `${JSON.stringify(event)} isn't documented for the resource ${JSON.stringify(resource)}, but is known to work`;
  return [issueAt(["event"], `${rule}. ${wayOut}`)];
}

/** Finds names in a filter that the resource doesn't have. Of some resources no filter is documented: theirs aren't known. */
export function filterIssues({
  resource,
  filter = "",
}: {
  readonly resource: string;
  readonly filter?: string | undefined;
}): Issue[] {
  const table: Readonly<Record<string, readonly string[]>> = webhookFilters;
  const filters = Object.hasOwn(table, resource) ? (table[resource] ?? []) : [];
  if (filters.length === 0) return [];
  const names = filter.split("&").map((part) => part.split("=", 1)[0] ?? "");
  return names
    .filter((name) => name !== "" && !filters.includes(name))
    .map((name) => {
      const known = `filters of the resource ${JSON.stringify(resource)} are ${filters.join(", ")}`;
      const unknown = `has the unknown name ${JSON.stringify(name)}${suggestion(name, filters)}`;
      return issueAt(["filter"], `${unknown}; ${known}. ${wayOut}`);
    });
}
