/** Random choices. */
export interface Choices {
  readonly below: (limit: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** Returns true that often. */
  readonly chance: (share: number) => boolean;
  readonly shuffle: <Item>(items: readonly Item[]) => Item[];
}

/** Creates choices from random numbers. */
export function choices(random: () => number): Choices {
  const below = (limit: number) => Math.floor(random() * limit);
  return {
    below,
    pick: (items) => items[below(items.length)] as never,
    chance: (share) => random() < share,
    shuffle: (items) =>
      items
        .map((item) => ({ item, place: random() }))
        .sort((one, other) => one.place - other.place)
        .map(({ item }) => item),
  };
}

/** What a server makes of URLs. */
export interface UrlHabits {
  readonly lowerHost: boolean;
  readonly port: "keep" | "add" | "drop";
  readonly slash: "keep" | "add" | "drop";
}

/** Chooses what a server makes of URLs. */
export function urlHabits({ chance, pick }: Choices): UrlHabits {
  return {
    lowerHost: chance(0.5),
    port: pick(["keep", "add", "drop"]),
    slash: pick(["keep", "keep", "keep", "add", "drop"]),
  };
}

/** Normalizes a URL, as text: a server needn't write it as `URL` does. */
export function normalizeUrl(text: string, { lowerHost, port, slash }: UrlHabits): string {
  const [, given = "", path = "", query = ""] = /^(https:\/\/[^/?]*)([^?]*)(.*)$/i.exec(text) ?? [];
  const bare = given.replace(/:443$/, "");
  const origin = port === "add" ? `${/:\d+$/.test(bare) ? bare : `${bare}:443`}` : port === "drop" ? bare : given;
  const cut = path.replace(/\/+$/, "");
  const slashed = slash === "add" ? `${cut}/` : slash === "drop" ? cut : path;
  return `${lowerHost ? origin.toLowerCase() : origin}${slashed}${query}`;
}

/** Chooses a URL that can be written in several ways. */
export function randomUrl({ pick }: Choices): string {
  const host = pick(["hooks.example.com", "HOOKS.Example.com", "hooks.example.com:443", "hooks.example.com:8443"]);
  return `https://${host}${pick(["", "/", "/a", "/a/", "/%7Ebot", "/~bot", "/a?b=c%20d"])}`;
}

/** Leaves fields out that aren't set, or writes them as null. */
export function withUnset(value: object, unset: "absent" | "null"): object {
  const entries = Object.entries(value).map(([name, field]) => [name, field ?? (unset === "null" ? null : undefined)]);
  return Object.fromEntries(entries);
}
