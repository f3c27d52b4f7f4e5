/** What a claim found: the caller has it, somebody else has it now, or it was done before. */
export type Claim = { readonly state: "new"; readonly token: string } | { readonly state: "busy" | "done" };

/**
 * Remembers deliveries, so that one that comes twice is handled once.
 * The token of a claim fences it: when the lease has run out and another has claimed the key, the first can't end it.
 */
export interface SeenStore {
  /** Claims a key for `lease` milliseconds. */
  claim(key: string, lease: number): Promise<Claim>;
  /** Marks a key as done for `window` milliseconds, unless another has claimed it since. */
  complete(key: string, token: string, window: number): Promise<void>;
  /** Gives a claimed key back, so that the next delivery is handled. */
  release(key: string, token: string): Promise<void>;
}

interface Entry {
  readonly token: string | undefined;
  readonly until: number;
}

/** Options of {@link memorySeenStore}. */
export interface MemorySeenStoreOptions {
  /** How many keys are kept, 10,000 unless given; beyond that the oldest is forgotten. */
  readonly max?: number;
  /** The clock, in milliseconds. */
  readonly now?: () => number;
}

/** A store for a single process, bounded in size. */
export function memorySeenStore({ max = 10_000, now = Date.now }: MemorySeenStoreOptions = {}): SeenStore {
  const entries = new Map<string, Entry>();
  let claims = 0;

  const live = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    return entry && entry.until > now() ? entry : undefined;
  };
  const set = (key: string, entry: Entry): void => {
    entries.delete(key);
    entries.set(key, entry);
    const oldest = entries.size > max ? entries.keys().next().value : undefined;
    if (oldest !== undefined) entries.delete(oldest);
  };

  return {
    async claim(key, lease) {
      const entry = live(key);
      if (entry) return { state: entry.token === undefined ? "done" : "busy" };
      const token = String(++claims);
      set(key, { token, until: now() + lease });
      return { state: "new", token };
    },
    async complete(key, token, window) {
      const entry = entries.get(key);
      if (!entry || entry.token === token) set(key, { token: undefined, until: now() + window });
    },
    async release(key, token) {
      if (entries.get(key)?.token === token) entries.delete(key);
    },
  };
}
