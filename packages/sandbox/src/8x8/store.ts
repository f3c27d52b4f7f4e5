import type { Webhook, WebhookConfiguration, WebhookReference, WebhookType } from "@comms-webhooks/8x8-types";

/** A webhook that is stored for an 8x8 account, as the sandbox lists it: with secrets masked. */
export interface Stored8x8Webhook extends Webhook {
  /** The account of the request that stored it. */
  readonly accountId: string;
}

/** A webhook with its secrets, and with its defaults filled in. */
export interface StoredWebhook {
  /** The id of a sub-account, or `*`. */
  readonly subAccountId: string;
  /** What it delivers. */
  readonly type: WebhookType;
  /** The URL that deliveries go to. */
  readonly url: string;
  /** Whether it gets deliveries. */
  readonly enabled: boolean;
  /** The `Authorization` of deliveries, never empty. */
  readonly httpAuthorization?: string;
  /** The client credentials of deliveries. */
  readonly oauth?: WebhookConfiguration["oauth"];
}

/** The owner of webhooks. The token and the id together identify an account, both compared as they are written. */
export interface Account8x8 {
  /** The API key of the request. */
  readonly token: string;
  /** The id in the request's path. */
  readonly accountId: string;
}

/** The webhooks of an account. */
interface Entry {
  readonly account: Account8x8;
  readonly webhooks: Map<string, StoredWebhook>;
}

const mask = "***";

/** The types of an item that names none. */
const defaultTypes: readonly WebhookType[] = ["CADR", "MSG"];

/** The webhooks of all 8x8 accounts. */
export class Store8x8 {
  readonly #accounts = new Map<string, Entry>();

  list(account: Account8x8): StoredWebhook[] {
    return [...(this.#accounts.get(keyOf(account))?.webhooks.values() ?? [])];
  }

  /** Stores each item in place of the one with its sub-account and type. Of two such items the last one wins. */
  createOrReplace(account: Account8x8, items: readonly WebhookConfiguration[]): void {
    const key = keyOf(account);
    const { webhooks } = this.#accounts.get(key) ?? { webhooks: new Map<string, StoredWebhook>() };
    for (const { httpAuthorization, enabled = true, ...item } of items) {
      for (const type of typesOf(item)) {
        const stored = { ...item, enabled, ...(httpAuthorization && { httpAuthorization }), type };
        webhooks.set(keyWithin(item.subAccountId, type), stored);
      }
    }
    this.#accounts.set(key, { account, webhooks });
  }

  delete(account: Account8x8, items: readonly WebhookReference[]): void {
    const webhooks = this.#accounts.get(keyOf(account))?.webhooks;
    for (const item of items) {
      for (const type of typesOf(item)) webhooks?.delete(keyWithin(item.subAccountId, type));
    }
  }

  get(account: Account8x8, subAccountId: string, type: WebhookType): StoredWebhook | undefined {
    return this.#accounts.get(keyOf(account))?.webhooks.get(keyWithin(subAccountId, type));
  }

  /** Returns the webhooks of all accounts. */
  all(): { readonly account: Account8x8; readonly webhook: StoredWebhook }[] {
    return [...this.#accounts.values()].flatMap(({ account, webhooks }) =>
      [...webhooks.values()].map((webhook) => ({ account, webhook })),
    );
  }

  clear(): void {
    this.#accounts.clear();
  }
}

/** Returns a webhook as the API lists it, with asterisks in place of its secrets. */
export function masked({ subAccountId, type, url, enabled, httpAuthorization, oauth }: StoredWebhook): Webhook {
  return {
    subAccountId,
    type,
    url,
    enabled,
    ...(httpAuthorization && { httpAuthorization: mask }),
    ...(oauth && { oauth: { ...oauth, clientSecret: mask } }),
  };
}

function typesOf({ type }: { readonly type?: WebhookType | undefined }): readonly WebhookType[] {
  return type === undefined ? defaultTypes : [type];
}

function keyWithin(subAccountId: string, type: WebhookType): string {
  return JSON.stringify([subAccountId, type]);
}

function keyOf({ token, accountId }: Account8x8): string {
  return JSON.stringify([token, accountId]);
}
