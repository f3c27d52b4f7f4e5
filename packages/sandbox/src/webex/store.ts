import type { CreateWebhookRequest, UpdateWebhookRequest, Webhook } from "@comms-webhooks/webex-types";
import { isoTime, type Sources } from "../clock/sources.js";
import { type WebexAccount, webexId } from "./account.js";

/** Which webhooks to list. */
export interface PageRequest {
  /** Whether to list the webhooks of the organization or those of the creator. */
  readonly ownedBy: "creator" | "org";
  /** The most webhooks on the page. */
  readonly max: number;
  /** The place of the last webhook on the previous page. */
  readonly before: number | undefined;
}

/** A part of a list, newest first. */
export interface Page {
  readonly items: Webhook[];
  /** The place of the last item, if more follow. */
  readonly next: number | undefined;
}

interface Entry {
  readonly place: number;
  readonly webhook: Webhook;
}

/** The webhooks of all Webex accounts. */
export class WebexStore {
  readonly #sources: Sources;
  readonly #entries = new Map<string, Entry>();
  #places = 0;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  create(account: WebexAccount, request: CreateWebhookRequest): Webhook {
    const { name, targetUrl, resource, event, filter, secret, ownedBy = "creator" } = request;
    const webhook: Webhook = {
      id: webexId("WEBHOOK", this.#sources.randomUUID()),
      name,
      targetUrl,
      resource,
      event,
      ...(filter && { filter }),
      ...(secret && { secret }),
      ...account,
      ownedBy,
      status: "active",
      created: isoTime(this.#sources.now()),
    };
    this.#put(webhook);
    return webhook;
  }

  list(account: WebexAccount, { ownedBy, max, before = Number.POSITIVE_INFINITY }: PageRequest): Page {
    const rest = [...this.#entries.values()]
      .filter(({ place, webhook }) => place < before && owns(account, webhook) && webhook.ownedBy === ownedBy)
      .reverse();
    const page = rest.slice(0, max);
    return {
      items: page.map(({ webhook }) => webhook),
      next: rest.length > max ? page.at(-1)?.place : undefined,
    };
  }

  /** Finds a webhook of any account. */
  find(id: string): Webhook | undefined {
    return this.#entries.get(id)?.webhook;
  }

  get(account: WebexAccount, id: string): Webhook | undefined {
    const webhook = this.find(id);
    return webhook !== undefined && owns(account, webhook) ? webhook : undefined;
  }

  /** Changes what an update can change and ignores the rest of the request. */
  update(webhook: Webhook, { name, targetUrl, secret = webhook.secret, status }: UpdateWebhookRequest): Webhook {
    const { secret: _present, ...others } = webhook;
    const changed: Webhook = { ...others, name, targetUrl, ...(secret && { secret }), ...(status && { status }) };
    this.#put(changed);
    return changed;
  }

  delete({ id }: Webhook): void {
    this.#entries.delete(id);
  }

  /** Disables a webhook of any account, as Webex does after failures. */
  disable(id: string): Webhook | undefined {
    const webhook = this.find(id);
    if (webhook === undefined) return undefined;
    const disabled: Webhook = { ...webhook, status: "inactive" };
    this.#put(disabled);
    return disabled;
  }

  /** Returns the webhooks of all accounts, oldest first. */
  all(): Webhook[] {
    return [...this.#entries.values()].map(({ webhook }) => webhook);
  }

  clear(): void {
    this.#entries.clear();
  }

  #put(webhook: Webhook): void {
    const place = this.#entries.get(webhook.id)?.place ?? this.#places + 1;
    this.#places = Math.max(this.#places, place);
    this.#entries.set(webhook.id, { place, webhook });
  }
}

function owns(account: WebexAccount, webhook: Webhook): boolean {
  return webhook.createdBy === account.createdBy;
}
