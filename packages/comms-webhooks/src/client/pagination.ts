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

const links = /<([^<>]*)>((?:\s*;\s*[^\s=;,]+\s*(?:=\s*(?:"[^"]*"|[^\s",;]*))?)*)/g;

/** Returns the target of the first `rel="next"` in a `Link` header (RFC 8288). */
export function nextLink(header: string | null): string | undefined {
  for (const [, target, parameters] of (header ?? "").matchAll(links)) {
    const rel = parameters?.match(/;\s*rel\s*=\s*(?:"([^"]*)"|([^\s",;]*))/i);
    if ((rel?.[1] ?? rel?.[2] ?? "").toLowerCase().split(/\s+/).includes("next")) return target;
  }
  return undefined;
}
