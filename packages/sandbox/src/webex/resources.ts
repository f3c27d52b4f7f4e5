import { webhookResources } from "@comms-webhooks/webex-client/data";
import { isFields } from "../delivery/change.js";
import type { WebexAccount } from "./account.js";
import type { MatchedEvent } from "./match.js";

/** The most resources that are kept. */
const maxResources = 1000;

/** What a fetched resource has besides the data of its delivery, where a reader expects content. */
const content: { readonly [resource: string]: Readonly<Record<string, unknown>> } = {
  messages: { text: "Hello from the sandbox" },
  attachmentActions: { inputs: { comment: "Hello from the sandbox" } },
  rooms: { title: "The sandbox" },
};

/** The path where the API serves a resource, and the field of a delivery's data that it is found by. */
export interface ResourcePath {
  readonly resource: string;
  /** The path, with the field in braces. */
  readonly path: string;
  readonly field: string;
}

/** The resources that deliveries refer to and that the API serves. */
export const resourcePaths: readonly ResourcePath[] = Object.entries(webhookResources).flatMap(([resource, row]) => {
  const path = "path" in row ? row.path : "";
  const field = /\{(\w+)\}$/.exec(path)?.[1];
  return field === undefined ? [] : [{ resource, path, field }];
});

interface Entry {
  readonly fields: Readonly<Record<string, unknown>>;
  /** The account that sees it. Undefined stands for every account. */
  readonly account: WebexAccount | undefined;
  /** The time from which the API serves it. */
  readonly from: number;
}

/** The resources that the events of a sandbox were about: what a receiver fetches after a delivery. */
export class WebexResources {
  readonly #now: () => number;
  readonly #lag: number;
  readonly #entries = new Map<string, Entry>();

  /** @param lag The milliseconds after an event until the API serves what it created. */
  constructor(now: () => number, lag: number) {
    this.#now = now;
    this.#lag = lag;
  }

  /** Keeps the resource of an event, or forgets it if the event is its deletion. */
  remember({ resource, event, data, account }: MatchedEvent, further: Readonly<Record<string, unknown>>): void {
    const path = resourcePaths.find((each) => each.resource === resource);
    const id = isFields(data) && path !== undefined ? data[path.field] : undefined;
    if (typeof id !== "string" || !isFields(data)) return;
    const key = keyOf(resource, id);
    const known = this.#entries.get(key);
    this.#entries.delete(key);
    if (event === "deleted") return;
    const fields = { ...(known?.fields ?? content[resource]), ...data, ...further };
    this.#entries.set(key, { fields, account, from: known?.from ?? this.#now() + this.#lag });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > maxResources && oldest !== undefined) this.#entries.delete(oldest);
  }

  /** Finds a resource that an account sees, unless the API still lags behind its delivery. */
  find(resource: string, id: string, account: WebexAccount): Entry["fields"] | undefined {
    const entry = this.#entries.get(keyOf(resource, id));
    if (entry === undefined || this.#now() < entry.from) return undefined;
    return entry.account === undefined || entry.account.createdBy === account.createdBy ? entry.fields : undefined;
  }

  clear(): void {
    this.#entries.clear();
  }
}

function keyOf(resource: string, id: string): string {
  return `${resource} ${id}`;
}
