import { createClient, operations, servers } from "@comms-webhooks/8x8-client";
import { regions, secretFields } from "@comms-webhooks/8x8-client/data";
import {
  CreateOrReplaceWebhooksRequest,
  DeleteWebhooksRequest,
  WebhookList,
} from "@comms-webhooks/8x8-client/validators";
import type * as types from "@comms-webhooks/8x8-types";
import { type Listing, listing } from "../transport/listing.js";
import type { ClientOptions } from "../transport/options.js";
import { segmentIssues } from "../transport/segment.js";
import { type Send, Transport } from "../transport/transport.js";
import { describe } from "./describe.js";

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
  createOrReplace(webhooks: readonly types.WebhookConfiguration[]): Promise<void>;
  /** Lists the account's webhooks, with `***` for secrets. */
  list(): Listing<types.Webhook>;
  /** Deletes webhooks. Without a type `CADR` and `MSG` are meant; `*` is the one webhook for all sub-accounts. */
  delete(webhooks: readonly types.WebhookReference[]): Promise<void>;
}

const path = "/api/v1/accounts/{accountId}/webhooks";

/** Makes a client of an 8x8 account's webhooks (https://developer.8x8.com/connect/reference/add-webhooks-1). */
export function create8x8Webhooks(options: Client8x8Options): Webhooks8x8 {
  const { accountId, region = regions[0] } = Object(options) as Client8x8Options;
  const [issue] = segmentIssues("accountId", accountId);
  if (issue) throw new TypeError(issue.message);
  if (!Object.hasOwn(servers, region)) {
    throw new TypeError(`region must be one of ${Object.keys(servers).join(", ")}; got ${JSON.stringify(region)}`);
  }
  const transport = new Transport({ operations, describe: describe(accountId), secretFields }, options);
  const client = createClient({ baseUrl: options.baseUrl ?? servers[region] });
  const params = { path: { accountId } };

  return {
    async createOrReplace(webhooks) {
      const checked = transport.check("createOrReplaceWebhooks", CreateOrReplaceWebhooksRequest, webhooks);
      const body = checked.map(withoutEmptyAuthorization);
      const send: Send = (init) => client.POST(path, { ...init, params, body });
      transport.discard(await transport.send("createOrReplaceWebhooks", send, body));
    },

    list: () =>
      listing(async function* () {
        const answer = await transport.send("listWebhooks", (init) => client.GET(path, { ...init, params }));
        yield* await transport.read(answer, WebhookList);
      }),

    async delete(webhooks) {
      const body = transport.check("deleteWebhooks", DeleteWebhooksRequest, webhooks);
      const send: Send = (init) => client.DELETE(path, { ...init, params, body });
      transport.discard(await transport.send("deleteWebhooks", send));
    },
  };
}

function withoutEmptyAuthorization(webhook: types.WebhookConfiguration): types.WebhookConfiguration {
  if (!webhook.oauth || webhook.httpAuthorization === undefined) return webhook;
  const { httpAuthorization: _empty, ...rest } = webhook;
  return rest;
}
