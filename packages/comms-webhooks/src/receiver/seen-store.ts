import { type ClockOptions, clockRules } from "../clock.js";
import { assertOptions, type OptionRules } from "../option-rules.js";

/** The result of a claim: `new`, the key is claimed; `busy`, another claim holds it; `done`, it was processed before. */
export type Claim = { readonly state: "new"; readonly token: string } | { readonly state: "busy" | "done" };

/**
 * Remembers deliveries, so that one that is sent twice is processed once. Implement it to use a database of your own.
 *
 * The token of a claim fences it: after its lease has expired and another claim holds the key, the first claim can neither
 * renew, complete nor release it.
 */
export interface SeenStore {
  /** Claims a key for `lease` milliseconds. */
  claim(key: string, lease: number): Promise<Claim>;
  /** Keeps a claimed key for `lease` milliseconds more, unless another claim holds it. Called while the handler runs. */
  renew(key: string, token: string, lease: number): Promise<void>;
  /** Marks a key as done for `window` milliseconds, unless another claim holds it. */
  complete(key: string, token: string, window: number): Promise<void>;
  /** Releases a claimed key, so that the next delivery with it is processed, unless another claim holds it. */
  release(key: string, token: string): Promise<void>;
}

interface Entry {
  readonly token: string | undefined;
  readonly until: number;
}

/** Options of {@link memorySeenStore}. */
export interface MemorySeenStoreOptions extends ClockOptions {
  /** How many keys are kept; above that the oldest is forgotten. Default: 10,000. */
  readonly max?: number | undefined;
}

const rules: OptionRules = {
  max: ["number", "a whole number from 1", (value: number) => Number.isSafeInteger(value) && value >= 1],
  ...clockRules,
};

/**
 * Creates a store for a single process, in memory and of limited size.
 * @throws {TypeError} if an option is wrong or unknown.
 *
 * @example
 * ```ts
 * import { memorySeenStore } from "comms-webhooks";
 *
 * // An option of every receiver.
 * export const duplicates = { store: memorySeenStore({ max: 50_000 }) };
 * ```
 */
export function memorySeenStore(options: MemorySeenStoreOptions = {}): SeenStore {
  assertOptions(options, rules);
  const { max = 10_000, now = Date.now } = options;
  const entries = new Map<string, Entry>();
  let claims = 0;

  const set = (key: string, entry: Entry): void => {
    entries.delete(key);
    entries.set(key, entry);
    const oldest = entries.size > max ? entries.keys().next().value : undefined;
    if (oldest !== undefined) entries.delete(oldest);
  };

  return {
    async claim(key, lease) {
      const entry = entries.get(key);
      if (entry && entry.until > now()) return { state: entry.token === undefined ? "done" : "busy" };
      const token = String(++claims);
      set(key, { token, until: now() + lease });
      return { state: "new", token };
    },
    async renew(key, token, lease) {
      const entry = entries.get(key);
      if (!entry || entry.token === token) set(key, { token, until: now() + lease });
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
