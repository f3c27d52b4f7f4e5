import { parseUrl } from "@comms-webhooks/validation";
import type { CallInit, Executed } from "./api-client.js";

/** A list whose pages are fetched while it is read. Reading it twice fetches it twice. */
export interface PaginatedList<Item> extends AsyncIterable<Item> {
  /** Reads the list to its end. */
  toArray(): Promise<Item[]>;
}

/** Creates a list from a generator, which runs once for each reading. */
export function paginatedList<Item>(generate: () => AsyncGenerator<Item, void>): PaginatedList<Item> {
  return {
    [Symbol.asyncIterator]: generate,
    async toArray() {
      const items: Item[] = [];
      for await (const item of generate()) items.push(item);
      return items;
    },
  };
}

const linkTarget = /[\s,]*<([^<>]*)>/y;
const linkParameter = /\s*;\s*([^\s=;,"<>]*)(?:\s*=\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|([^\s;,"]*)))?/y;
const linkEnd = /\s*(?:,|$)/y;

/**
 * Returns the target of the first `rel="next"` in a `Link` header (RFC 8288), as it is written. A link with an `anchor` is
 * about another resource.
 * @throws {SyntaxError} where the header isn't a list of links: its end can't be told from the list's.
 */
export function nextLink(header: string | null): string | undefined {
  const text = header ?? "";
  let at = 0;
  const read = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };
  while (/[^\s,]/.test(text.slice(at))) {
    const target = read(linkTarget)?.[1];
    const parameters = new Map<string, string>();
    for (let match = read(linkParameter); match; match = read(linkParameter)) {
      const [, name = "", quoted, token = ""] = match;
      // Of several parameters "rel" the first one counts.
      const key = name.toLowerCase();
      if (!parameters.has(key)) parameters.set(key, quoted?.replace(/\\(.)/gs, "$1") ?? token);
    }
    if (target === undefined || !read(linkEnd)) throw new SyntaxError("The Link header isn't a list of links");
    const relations = parameters.get("rel")?.toLowerCase().split(/\s+/) ?? [];
    if (relations.includes("next") && !parameters.has("anchor")) return target;
  }
  return undefined;
}

/**
 * Returns the URL of the page that follows, which is that of the link, unchanged. `seen` holds the URLs of the pages so far.
 * @throws {InvalidResponseError} where the link can't be followed: it isn't valid, leads back or, with the token, elsewhere.
 */
export function nextPage({ response, errors }: Executed<unknown>, seen: Set<string>): string | undefined {
  const invalid = (reason: string, quoted?: string) => errors.invalidResponse(response, "", reason, quoted);
  const current = new URL(errors.context().url);
  const header = response.headers.get("Link");
  const link = parseLink(header, () => invalid("its Link header isn't valid", header ?? ""));
  seen.add(current.href);
  if (link === undefined) return undefined;
  const next = parseUrl(link, current);
  if (next === undefined) throw invalid("its link to the next page isn't a URL");
  next.hash = "";
  if (next.origin !== current.origin || next.username || next.password) {
    throw invalid("its link to the next page leads to another origin, which must not get the token", next.origin);
  }
  // Hooks and errors show the URL of each request.
  if ([link, next.href].some(errors.repeatsSecret)) throw invalid("its link to the next page repeats a secret");
  if (seen.has(next.href)) throw invalid("its link to the next page leads back to an earlier page");
  return next.href;
}

function parseLink(header: string | null, invalid: () => Error): string | undefined {
  try {
    return nextLink(header);
  } catch {
    throw invalid();
  }
}

/** Replaces the URL that the generated client builds for a call. */
export function withUrl(init: CallInit, url: string | undefined): CallInit {
  return url === undefined ? init : { ...init, fetch: (template) => init.fetch({ ...template, url }) };
}
