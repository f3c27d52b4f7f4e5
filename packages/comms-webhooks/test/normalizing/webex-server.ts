import { Webhook as WebhookSchema } from "@comms-webhooks/webex-client/validators";
import type { Fetch } from "../../src/index.js";
import type { Webhook } from "../../src/webex/index.js";
import { json, toFetch } from "../helpers.js";
import { type Choices, normalizeUrl, type UrlHabits, urlHabits, withUnset } from "./normalize.js";

/** What a server makes of what it gets. */
export interface WebexHabits extends UrlHabits {
  readonly trims: boolean;
  readonly cutsNames: number;
  readonly filters: "keep" | "encode" | "decode" | "lower";
  readonly secrets: "hide" | "mask" | "echo";
  readonly owner: "honour" | "ignore" | "omit";
  readonly unset: "absent" | "null";
  readonly newestFirst: boolean;
}

/** A server that normalizes what it stores, and pages at random. */
export interface WebexServer {
  readonly habits: WebexHabits;
  readonly stored: Map<string, Webhook>;
  readonly log: string[];
  readonly fetch: Fetch;
  /** Stores a webhook as if it had been created by a request. */
  readonly store: (webhook: Partial<Webhook>) => Webhook;
  readonly nameOf: (name: string) => string;
}

const base = {
  id: "a",
  name: "n",
  targetUrl: "https://a",
  resource: "rooms",
  event: "all",
  status: "active",
  created: "",
};
/** Whether null in an optional field is read as its absence. */
const readsNull = WebhookSchema["~standard"].validate({ ...base, filter: null }).issues === undefined;

/** Creates a server with random habits. */
export function webexServer(choose: Choices): WebexServer {
  const { below, chance, pick, shuffle } = choose;
  const habits: WebexHabits = {
    ...urlHabits(choose),
    trims: chance(0.5),
    cutsNames: chance(0.2) ? 6 + below(10) : Number.POSITIVE_INFINITY,
    filters: pick(["keep", "encode", "encode", "decode", "decode", "lower"]),
    secrets: pick(["hide", "mask", "echo"]),
    owner: pick(["honour", "honour", "honour", "ignore", "omit"]),
    unset: readsNull ? pick(["absent", "null"]) : "absent",
    newestFirst: chance(0.5),
  };
  const stored = new Map<string, Webhook>();
  const log: string[] = [];
  let count = 0;

  const nameOf = (name: string) => {
    const cut = (habits.trims ? name.trim() : name).slice(0, habits.cutsNames);
    return habits.trims ? cut.trim() : cut;
  };
  const filterOf = (filter: string) =>
    shuffle(filter.split("&"))
      .map((part) =>
        part
          .split("=")
          .map((text) => encode(text))
          .join("="),
      )
      .join("&");
  const encode = (text: string) => {
    if (habits.filters === "keep") return text;
    if (habits.filters === "lower") return text.toLowerCase();
    const plain = decodeURIComponent(text);
    return habits.filters === "encode" ? encodeURIComponent(plain) : plain.replace(/%/g, "%25");
  };
  const normalize = ({ name, targetUrl, filter, ...rest }: Partial<Webhook>): Partial<Webhook> => ({
    ...rest,
    ...(name !== undefined && { name: nameOf(name) }),
    ...(targetUrl !== undefined && { targetUrl: normalizeUrl(targetUrl, habits) }),
    ...(filter !== undefined && { filter: filterOf(filter) }),
  });
  const store = (webhook: Partial<Webhook>) => {
    count += 1;
    const own = habits.owner === "ignore" ? {} : { ownedBy: webhook.ownedBy };
    const created = new Date(Date.UTC(2026, 0, 1, 0, 0, count)).toISOString();
    const fields = {
      status: "active",
      ...webhook,
      ownedBy: "creator",
      ...normalizeOwner(own),
      id: `id-${count}`,
      created,
    };
    const one = normalize(fields) as Webhook;
    stored.set(one.id, one);
    return one;
  };
  const show = ({ secret, ownedBy, filter, ...rest }: Webhook): object => {
    const shown = habits.secrets === "echo" ? secret : habits.secrets === "mask" && secret ? "******" : undefined;
    const owner = habits.owner === "omit" ? undefined : ownedBy;
    return withUnset({ ...rest, secret: shown, ownedBy: owner, filter: filter && filterOf(filter) }, habits.unset);
  };

  async function respond(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const id = pathname.split("/")[3];
    if (id === undefined && request.method === "GET") {
      const from = Number(searchParams.get("from") ?? 0);
      if (!searchParams.has("from")) log.push("GET");
      const owner = habits.owner === "ignore" ? "creator" : (searchParams.get("ownedBy") ?? "creator");
      const owned = [...stored.values()].filter(({ ownedBy }) => ownedBy === owner);
      const items = habits.newestFirst ? owned.reverse() : owned;
      const size = chance(0.1) ? 0 : 1 + below(3);
      const next = `?${owner === "org" ? "ownedBy=org&" : ""}a=%ff+~&from=${from + size}&n=${below(1e9)}`;
      const link = from + size < items.length ? { headers: { Link: `<${next}>; title="a, b"; rel=next` } } : {};
      // A page may repeat the last webhook of the page before.
      const start = Math.max(0, from - below(2));
      return json({ items: items.slice(start, from + size).map(show) }, link);
    }
    log.push(request.method);
    if (id === undefined) return json(show(store((await request.json()) as Partial<Webhook>)));
    const found = stored.get(id);
    if (!found) return json({ message: "No such webhook" }, { status: 404 });
    if (request.method === "DELETE") {
      stored.delete(id);
      return new Response(null, { status: 204 });
    }
    const { name, targetUrl, secret, status } = (await request.json()) as Webhook;
    const change = normalize({ name, targetUrl, ...(secret && { secret }), ...(status && { status }) });
    const changed = { ...found, ...change };
    stored.set(id, changed);
    return json(show(changed));
  }
  return { habits, stored, log, fetch: toFetch(respond), store, nameOf };
}

function normalizeOwner({ ownedBy }: { readonly ownedBy?: Webhook["ownedBy"] | undefined }): Pick<Webhook, "ownedBy"> {
  return ownedBy === undefined ? {} : { ownedBy };
}
