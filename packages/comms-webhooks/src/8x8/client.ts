import { servers } from "@comms-webhooks/8x8-client";
import { regions } from "@comms-webhooks/8x8-client/data";
import { CreateOrReplaceWebhooksRequest, DeleteWebhooksRequest } from "@comms-webhooks/8x8-client/validators";
import type * as types from "@comms-webhooks/8x8-types";
import { Transport } from "../client/executor.js";
import { type Listing, listing } from "../client/listing.js";
import type { CallOptions, ClientOptions } from "../client/options.js";
import { segmentIssues } from "../client/parameters.js";
import { targetIssues } from "../client/target-urls.js";
import { type Ensured8x8, type EnsureOptions8x8, ensure, maskIssues, scopeIssues } from "./ensure.js";
import { health, type WebhookHealth8x8 } from "./health.js";
import { createRequests, vendor8x8 } from "./operations.js";

/** The region that an account lives in. */
export type Region = keyof typeof servers;

/** What the client is made with. `auth` gives the API key. */
export interface Client8x8Options extends ClientOptions {
  /** The account's id. It is sent as it is given, percent-encoded. */
  readonly accountId: string;
  /** The region of the account, `asiaPacific` unless given. `baseUrl` goes before it. */
  readonly region?: Region | undefined;
}

/** The webhooks of an 8x8 account. Every method throws the errors of this package, and what `auth` throws. */
export interface Webhooks8x8 {
  /**
   * Stores webhooks, each in place of the one with its sub-account and type.
   * Without a type an item stands for `CADR` and `MSG`. An empty `httpAuthorization` beside `oauth` is not sent.
   */
  createOrReplace(webhooks: readonly types.WebhookConfiguration[], options?: CallOptions): Promise<void>;
  /** Lists the account's webhooks, with `***` for secrets. */
  list(options?: CallOptions): Listing<types.Webhook>;
  /** Deletes webhooks. Without a type `CADR` and `MSG` are meant; `*` is the one webhook for all sub-accounts. */
  delete(webhooks: readonly types.WebhookReference[], options?: CallOptions): Promise<void>;
  /**
   * Makes sure that there are these webhooks, as wanted: it stores those that differ, and no others. Safe to call on every
   * start. Gives what it did, one entry for each sub-account and type.
   */
  ensure(webhooks: readonly types.WebhookConfiguration[], options?: EnsureOptions8x8): Promise<Ensured8x8[]>;
  /** Tells how webhooks are: those that are named, or else all of the account. */
  health(webhooks?: readonly types.WebhookReference[], options?: CallOptions): Promise<WebhookHealth8x8[]>;
}

/** Makes a client of an 8x8 account's webhooks (https://developer.8x8.com/connect/reference/add-webhooks-1). */
export function create8x8Webhooks(options: Client8x8Options): Webhooks8x8 {
  const { accountId, region = regions[0] } = Object(options) as Client8x8Options;
  const [issue] = segmentIssues("accountId", accountId);
  if (issue) throw new TypeError(issue.message);
  if (!Object.hasOwn(servers, region)) {
    throw new TypeError(`region must be one of ${Object.keys(servers).join(", ")}; got ${JSON.stringify(region)}`);
  }
  const transport = new Transport(vendor8x8(accountId), options);
  const requests = createRequests(transport, options.baseUrl ?? servers[region], accountId);

  const checkWebhooks = (webhooks: readonly types.WebhookConfiguration[]) => {
    const body = transport.check("createOrReplaceWebhooks", CreateOrReplaceWebhooksRequest, webhooks);
    const targets = options.targets === "any" ? [] : body.flatMap(urlIssues);
    transport.refuse("createOrReplaceWebhooks", [...targets, ...body.flatMap(maskIssues)]);
    return body;
  };

  return {
    async createOrReplace(webhooks, given) {
      const call = transport.begin("createOrReplaceWebhooks", given);
      return requests.createOrReplace(checkWebhooks(webhooks), call);
    },

    list: (given) =>
      listing(async function* () {
        yield* await requests.list(transport.begin("listWebhooks", given));
      }),

    async delete(webhooks, given) {
      const call = transport.begin("deleteWebhooks", given);
      return requests.delete(transport.check("deleteWebhooks", DeleteWebhooksRequest, webhooks), call);
    },

    async ensure(webhooks, given = {}) {
      const call = transport.begin("createOrReplaceWebhooks", given);
      const wanted = checkWebhooks(webhooks);
      transport.refuse("createOrReplaceWebhooks", scopeIssues(wanted));
      return ensure(requests, wanted, given, call);
    },

    async health(webhooks, given) {
      const call = transport.begin("listWebhooks", given);
      const named =
        webhooks === undefined
          ? undefined
          : transport.check(
              "listWebhooks",
              DeleteWebhooksRequest,
              Array.isArray(webhooks) ? webhooks.map(reference) : webhooks,
            );
      return health(requests, named, call);
    },
  };
}

function urlIssues({ url, oauth }: types.WebhookConfiguration, index: number) {
  return [...targetIssues(url, [index, "url"]), ...(oauth ? targetIssues(oauth.url, [index, "oauth", "url"]) : [])];
}

/** Takes the identity out of what may be a whole webhook. */
function reference(webhook: unknown) {
  const { subAccountId, type } = Object(webhook) as { subAccountId?: unknown; type?: unknown };
  return { subAccountId, type };
}
