import { events, resources } from "@comms-webhooks/webex-client/data";
import { CreateWebhookRequest, ListWebhooksParameters } from "@comms-webhooks/webex-client/validators";
import { issuesOf, oneOf } from "../http/issues.js";
import type { PageRequest } from "./store.js";

const defaultMax = 100;

/** What a list request asks for, or its mistakes. */
export type ListQuery =
  | { readonly page: PageRequest; readonly issues?: undefined }
  | { readonly page?: undefined; readonly issues: string[] };

/**
 * Validates a create request. Any known event is accepted with any known resource, as in the vendor's own description.
 * Returns a sentence for each mistake.
 */
export function createIssues(value: unknown): string[] {
  return [
    ...issuesOf(CreateWebhookRequest, value, { undocumented: true }),
    ...unknownName(value, "resource", resources),
    ...unknownName(value, "event", events),
  ];
}

/** Reads the query of a list request. Parameters that Webex doesn't have are ignored. */
export function readListQuery(query: URLSearchParams): ListQuery {
  // Clients that add a parameter to the next page's URL send it twice: n8n sends max so.
  const given = ["max", "ownedBy"].map((name) => [name, [...new Set(query.getAll(name))]] as const);
  const repeated = given.filter(([, values]) => values.length > 1);
  const parameters = Object.fromEntries(
    given.flatMap(([name, [value]]) => (value === undefined ? [] : [[name, coerced(value)]])),
  );
  const issues = [
    ...repeated.map(
      ([name, values]) =>
        `${name} is given more than once, with different values: ${values.map((value) => JSON.stringify(value)).join(", ")}`,
    ),
    ...issuesOf(ListWebhooksParameters, parameters),
  ];
  const cursors = query.getAll("cursor");
  const [before] = cursors.map(decodeCursor);
  if (cursors.length > 0 && (cursors.length > 1 || before === undefined)) {
    issues.push("cursor must be copied unchanged from the Link header of the previous page");
  }
  if (issues.length > 0) return { issues };
  const { max = defaultMax, ownedBy = "creator" } = parameters as { max?: number; ownedBy?: "org" };
  return { page: { max, ownedBy, before } };
}

/** Returns the URL of the page that follows the last place of a page. */
export function nextPage(url: string, { max, ownedBy }: PageRequest, last: number): string {
  const { origin, pathname } = new URL(url);
  const cursor = encodeCursor(last);
  const query = new URLSearchParams({ max: String(max), ...(ownedBy === "org" && { ownedBy }), cursor });
  return `${origin}${pathname}?${query}`;
}

function unknownName(value: unknown, field: string, names: readonly string[]): string[] {
  const name: unknown = (Object(value) as Record<string, unknown>)[field];
  if (typeof name !== "string" || names.includes(name)) return [];
  return [oneOf(field, names, name)];
}

/** Converts a number, which a query has as text. */
function coerced(value: string): number | string {
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}

/** Writes a place of the list as a cursor that is opaque to clients. */
function encodeCursor(place: number): string {
  return Buffer.from(`before=${place}`).toString("base64url");
}

/** Reads a cursor. Returns undefined for anything that `encodeCursor` didn't write. */
function decodeCursor(cursor: string): number | undefined {
  const place = /^before=(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString("latin1"))?.[1];
  return place !== undefined && encodeCursor(Number(place)) === cursor ? Number(place) : undefined;
}
