import {
  CreateWebhookRequest,
  ListWebhooksParameters,
  UpdateWebhookRequest,
} from "@comms-webhooks/webex-client/validators";
import type * as types from "@comms-webhooks/webex-types";
import { Transport } from "../client/executor.js";
import { type Listing, listing } from "../client/listing.js";
import type { CallOptions, ClientOptions } from "../client/options.js";
import { segmentIssues } from "../client/parameters.js";
import { targetIssues } from "../client/target-urls.js";
import { type EnsureOptions, type EnsurePlan, type EnsureResult, ensure } from "./ensure.js";
import { health, identityIssues, type WebhookHealth } from "./health.js";
import { createRequests, type ListWebhooksOptions, webex } from "./operations.js";
import { type Reactivated, type ReactivateOptions, reactivate, stopIssues } from "./reactivate.js";
import type { WebhookIdentity } from "./webhook-key.js";

/** A request to create whose resource and event are strings of any kind. */
export type UndocumentedCreateWebhookRequest = Omit<types.CreateWebhookRequest, "resource" | "event"> & {
  resource: string;
  event: string;
};

/** Says that the pair of resource and event is the caller's affair. */
export interface Undocumented {
  readonly undocumented: true;
}

/** The webhooks of Webex. Every method throws the errors of this package and nothing else, save what `auth` throws. */
export interface WebexWebhooks {
  /**
   * Creates a webhook. With `undocumented: true` the pair of resource and event is the caller's affair. Where it is not
   * known whether Webex acted on a request, it is sent again only after a list has shown that no webhook came of it.
   */
  create(webhook: types.CreateWebhookRequest, options?: CallOptions): Promise<types.Webhook>;
  create(webhook: UndocumentedCreateWebhookRequest, options: CallOptions & Undocumented): Promise<types.Webhook>;
  /** Lists the webhooks of the token's owner, or of the organization with `ownedBy: "org"`, page after page. */
  list(query?: ListWebhooksOptions, options?: CallOptions): Listing<types.Webhook>;
  /** Gets a webhook by its id. */
  get(id: string, options?: CallOptions): Promise<types.Webhook>;
  /**
   * Changes `name`, `targetUrl` or `secret`, or revives a webhook with `status: "active"`; `name` and `targetUrl` have to
   * be there, changed or not. Of a whole webhook leave out the `status`: `const { status, ...rest } = webhook`.
   */
  update(id: string, webhook: types.UpdateWebhookRequest, options?: CallOptions): Promise<types.Webhook>;
  /** Deletes a webhook. */
  delete(id: string, options?: CallOptions): Promise<void>;
  /** Revives a webhook that Webex has stopped, and tells until when a single failure stops it again. */
  reactivate(id: string, options?: ReactivateOptions): Promise<Reactivated>;
  /**
   * Makes sure that there is a webhook of this name and owner, active and as wanted: it creates, updates, replaces or leaves
   * it, and deletes all others of the name. Safe to call on every start. Processes that start at the same time may create
   * one each; the next call leaves one of them.
   */
  ensure(webhook: types.CreateWebhookRequest, options?: EnsureOptions & { dryRun?: false }): Promise<EnsureResult>;
  ensure(webhook: types.CreateWebhookRequest, options: EnsureOptions): Promise<EnsurePlan>;
  ensure(
    webhook: UndocumentedCreateWebhookRequest,
    options: EnsureOptions & Undocumented & { dryRun?: false },
  ): Promise<EnsureResult>;
  ensure(webhook: UndocumentedCreateWebhookRequest, options: EnsureOptions & Undocumented): Promise<EnsurePlan>;
  /** Tells how webhooks are: those that are named, or else all of the token's owner. */
  health(webhooks?: readonly WebhookIdentity[], options?: CallOptions): Promise<WebhookHealth[]>;
}

/** Makes a client of Webex's webhooks (https://developer.webex.com/docs/api/v1/webhooks). */
export function createWebexWebhooks(options: ClientOptions): WebexWebhooks {
  const transport = new Transport(webex, options);
  const requests = createRequests(transport, options);

  const checkId = (operationId: string, webhookId: string) =>
    transport.refuse(operationId, segmentIssues("webhookId", webhookId));
  const checkTarget = <Body extends { targetUrl: string }>(operationId: string, body: Body): Body => {
    if (options.targets !== "any") transport.refuse(operationId, targetIssues(body.targetUrl, ["targetUrl"]));
    return body;
  };
  const checkWanted = (webhook: UndocumentedCreateWebhookRequest, given: Partial<Undocumented> = {}) => {
    const undocumented = given.undocumented === true;
    const body = transport.check("createWebhook", CreateWebhookRequest, webhook, { undocumented });
    return checkTarget("createWebhook", body);
  };

  return {
    async create(webhook: UndocumentedCreateWebhookRequest, given?: CallOptions & Partial<Undocumented>) {
      const call = transport.begin("createWebhook", given);
      return requests.create(checkWanted(webhook, given), call);
    },

    list: (query = {}, given) =>
      listing(() => {
        const call = transport.begin("listWebhooks", given);
        return requests.list(transport.check("listWebhooks", ListWebhooksParameters, query), call);
      }),

    async get(id, given) {
      const call = transport.begin("getWebhook", given);
      checkId("getWebhook", id);
      return requests.get(id, call);
    },

    async update(id, webhook, given) {
      const call = transport.begin("updateWebhook", given);
      checkId("updateWebhook", id);
      const body = checkTarget("updateWebhook", transport.check("updateWebhook", UpdateWebhookRequest, webhook));
      return requests.update(id, body, call);
    },

    async delete(id, given) {
      const call = transport.begin("deleteWebhook", given);
      checkId("deleteWebhook", id);
      return requests.delete(id, call);
    },

    async reactivate(id, given = {}) {
      const call = transport.begin("updateWebhook", given);
      checkId("updateWebhook", id);
      transport.refuse("updateWebhook", stopIssues(given));
      return reactivate(requests, id, given, call);
    },

    async ensure(webhook: UndocumentedCreateWebhookRequest, given: EnsureOptions & Partial<Undocumented> = {}) {
      const call = transport.begin("createWebhook", given);
      // Without a dry run there is a webhook afterwards, as the overloads say.
      return (await ensure(requests, checkWanted(webhook, given), given, call)) as EnsureResult;
    },

    async health(webhooks, given) {
      const call = transport.begin("listWebhooks", given);
      transport.refuse("listWebhooks", identityIssues(webhooks));
      return health(requests, webhooks, call);
    },
  };
}
