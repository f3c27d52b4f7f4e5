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
  const parameters = {
    ...given("max", coerced(query.getAll("max"))),
    ...given("ownedBy", query.getAll("ownedBy")),
  };
  const issues = issuesOf(ListWebhooksParameters, parameters);
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

/** Converts numbers, which a query has as text. */
function coerced(values: readonly string[]): (number | string)[] {
  return values.map((value) => (/^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value));
}

/** Returns one value as it is and several as an array, which the validator rejects. */
function given(name: string, values: readonly unknown[]): { [name: string]: unknown } {
  return values.length === 0 ? {} : { [name]: values.length === 1 ? values[0] : values };
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
