/** A list that is fetched while it is read. Reading it twice fetches it twice. */
export interface Listing<Item> extends AsyncIterable<Item> {
  /** Reads the list to its end. */
  toArray(): Promise<Item[]>;
}

/** Makes a listing of a generator. */
export function listing<Item>(generate: () => AsyncGenerator<Item, void>): Listing<Item> {
  return {
    [Symbol.asyncIterator]: generate,
    async toArray() {
      const items: Item[] = [];
      for await (const item of generate()) items.push(item);
      return items;
    },
  };
}
