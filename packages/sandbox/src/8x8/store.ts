import type { WebhookConfiguration, WebhookReference, WebhookType } from "@comms-webhooks/8x8-types";

/** A webhook with its secrets, and with its defaults filled in. */
export interface StoredWebhook {
  /** The id of a sub-account, or `*`. */
  readonly subAccountId: string;
  /** What is delivered. */
  readonly type: WebhookType;
  /** Where deliveries go. */
  readonly url: string;
  /** Whether there are deliveries. */
  readonly enabled: boolean;
  /** The `Authorization` of deliveries, never empty. */
  readonly httpAuthorization?: string;
  /** The client credentials of deliveries. */
  readonly oauth?: NonNullable<WebhookConfiguration["oauth"]>;
}

/** Whose webhooks: an account is known by the token and by the id in the path, both as they came. */
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

const typesWhenOmitted: readonly WebhookType[] = ["CADR", "MSG"];

/** The webhooks of all 8x8 accounts. */
export class Store8x8 {
  readonly #accounts = new Map<string, Entry>();

  list(account: Account8x8): StoredWebhook[] {
    return [...(this.#accounts.get(keyOf(account))?.webhooks.values() ?? [])];
  }

  /** Stores each item in place of the one with its sub-account and type; of two such items the last one wins. */
  createOrReplace(account: Account8x8, items: readonly WebhookConfiguration[]): void {
    const key = keyOf(account);
    const { webhooks } = this.#accounts.get(key) ?? { webhooks: new Map<string, StoredWebhook>() };
    for (const { httpAuthorization, ...item } of items) {
      for (const type of typesOf(item)) {
        const stored = { enabled: true, ...item, ...(httpAuthorization && { httpAuthorization }), type };
        webhooks.set(identity(item.subAccountId, type), stored);
      }
    }
    this.#accounts.set(key, { account, webhooks });
  }

  delete(account: Account8x8, items: readonly WebhookReference[]): void {
    const webhooks = this.#accounts.get(keyOf(account))?.webhooks;
    for (const item of items) {
      for (const type of typesOf(item)) webhooks?.delete(identity(item.subAccountId, type));
    }
  }

  get(account: Account8x8, subAccountId: string, type: WebhookType): StoredWebhook | undefined {
    return this.#accounts.get(keyOf(account))?.webhooks.get(identity(subAccountId, type));
  }

  /** The webhooks of all accounts with a token and an id, or with whatever is left out. */
  of({ token, accountId }: Partial<Account8x8>): { readonly account: Account8x8; readonly webhook: StoredWebhook }[] {
    return [...this.#accounts.values()]
      .filter(({ account }) => token === undefined || account.token === token)
      .filter(({ account }) => accountId === undefined || account.accountId === accountId)
      .flatMap(({ account, webhooks }) => [...webhooks.values()].map((webhook) => ({ account, webhook })));
  }

  /** The webhooks of all accounts. */
  all(): { readonly accountId: string; readonly webhook: StoredWebhook }[] {
    return this.of({}).map(({ account: { accountId }, webhook }) => ({ accountId, webhook }));
  }

  clear(): void {
    this.#accounts.clear();
  }
}

function typesOf({ type }: { readonly type?: WebhookType }): readonly WebhookType[] {
  return type === undefined ? typesWhenOmitted : [type];
}

function identity(subAccountId: string, type: WebhookType): string {
  return JSON.stringify([subAccountId, type]);
}

function keyOf({ token, accountId }: Account8x8): string {
  return JSON.stringify([token, accountId]);
}
