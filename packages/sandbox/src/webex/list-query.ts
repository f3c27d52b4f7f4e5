import { ListWebhooksParameters } from "@comms-webhooks/webex-client/validators";
import { issuesOf } from "../http/issues.js";
import { decodeCursor } from "./cursor.js";
import type { PageRequest } from "./store.js";

const defaultMax = 100;

/** What a list request asks for, or what is wrong with it. */
export type ListQuery =
  | { readonly page: PageRequest; readonly issues?: undefined }
  | { readonly page?: undefined; readonly issues: string[] };

/** Reads the query of a list request; parameters that Webex does not have are ignored. */
export function readListQuery(query: URLSearchParams): ListQuery {
  const parameters = {
    ...given("max", coerced(query.getAll("max"))),
    ...given("ownedBy", query.getAll("ownedBy")),
  };
  const issues = issuesOf(ListWebhooksParameters, parameters);
  const cursors = query.getAll("cursor");
  const [before] = cursors.map(decodeCursor);
  if (cursors.length > 0 && (cursors.length > 1 || before === undefined)) {
    issues.push("cursor must be taken from the Link header of the page before, as it is there");
  }
  if (issues.length > 0) return { issues };
  const { max = defaultMax, ownedBy = "creator" } = parameters as { max?: number; ownedBy?: "org" };
  return { page: { max, ownedBy, before } };
}

/** Writes the URL of the page that follows. */
export function nextPage(url: string, { max, ownedBy }: PageRequest, cursor: string): string {
  const { origin, pathname } = new URL(url);
  const query = new URLSearchParams({ max: String(max), ...(ownedBy === "org" && { ownedBy }), cursor });
  return `${origin}${pathname}?${query}`;
}

function coerced(values: readonly string[]): (number | string)[] {
  return values.map((value) => (/^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value));
}

/** One value as it is, several as an array, which the validator then refuses. */
function given(name: string, values: readonly unknown[]): { [name: string]: unknown } {
  return values.length === 0 ? {} : { [name]: values.length === 1 ? values[0] : values };
}
