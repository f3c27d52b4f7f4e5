import { createClient, operations } from "@comms-webhooks/webex-client";
import {
  CreateWebhookRequest,
  DeleteWebhookParameters,
  GetWebhookParameters,
  ListWebhooksParameters,
  UpdateWebhookParameters,
  UpdateWebhookRequest,
  Webhook,
  WebhookList,
} from "@comms-webhooks/webex-client/validators";
import type * as types from "@comms-webhooks/webex-types";
import { InvalidResponseError } from "../errors/invalid-response-error.js";
import { nextLink } from "../transport/link.js";
import { type Listing, listing } from "../transport/listing.js";
import type { ClientOptions } from "../transport/options.js";
import { segmentIssues } from "../transport/segment.js";
import { type Answer, type Schema, type Send, Transport } from "../transport/transport.js";
import { describe } from "./describe.js";

/** How to list: webhooks a page, 100 unless given, and whether those of the organization. */
export type ListWebhooksOptions = NonNullable<types.operations["listWebhooks"]["parameters"]["query"]>;

/** A request to create whose resource and event are strings of any kind. */
export type UndocumentedCreateWebhookRequest = Omit<
  types.components["schemas"]["CreateWebhookRequest"],
  "resource" | "event"
> & {
  resource: string;
  event: string;
};

/** The webhooks of Webex. Every method throws the errors of this package and nothing else, save what `auth` throws. */
export interface WebexWebhooks {
  /** Creates a webhook. With `undocumented: true` the pair of resource and event is the caller's affair. */
  create(webhook: types.CreateWebhookRequest): Promise<types.Webhook>;
  create(webhook: UndocumentedCreateWebhookRequest, options: { undocumented: true }): Promise<types.Webhook>;
  /** Lists the webhooks of the token's owner, or of the organization with `ownedBy: "org"`, page after page. */
  list(options?: ListWebhooksOptions): Listing<types.Webhook>;
  /** Gets a webhook by its id. */
  get(id: string): Promise<types.Webhook>;
  /** Changes `name`, `targetUrl` or `secret`, or revives a webhook with `status: "active"`. */
  update(id: string, changes: types.UpdateWebhookRequest): Promise<types.Webhook>;
  /** Deletes a webhook. */
  delete(id: string): Promise<void>;
}

/** Makes a client of Webex's webhooks (https://developer.webex.com/docs/api/v1/webhooks). */
export function createWebexWebhooks(options: ClientOptions): WebexWebhooks {
  const transport = new Transport({ operations, describe }, options);
  const client = createClient(options.baseUrl === undefined ? {} : { baseUrl: options.baseUrl });

  async function* pages(query: ListWebhooksOptions): AsyncGenerator<types.Webhook, void> {
    transport.check("listWebhooks", ListWebhooksParameters, query);
    const seen = new Set<string>();
    for (let page: ListWebhooksOptions | undefined = query; page; ) {
      const params = { query: page };
      const answer = await transport.send("listWebhooks", (init) => client.GET("/webhooks", { ...init, params }));
      const { items } = await transport.read(answer, WebhookList);
      yield* items;
      page = nextPage(answer, seen);
    }
  }

  const path = (operationId: string, schema: Schema<unknown>, webhookId: string) => {
    transport.check(operationId, schema, { webhookId });
    transport.refuse(operationId, segmentIssues("webhookId", webhookId));
    return { path: { webhookId } };
  };

  return {
    async create(body: UndocumentedCreateWebhookRequest, { undocumented = false } = {}) {
      transport.check("createWebhook", CreateWebhookRequest, body, { undocumented });
      const known = body as types.CreateWebhookRequest;
      const answer = await transport.send(
        "createWebhook",
        (init) => client.POST("/webhooks", { ...init, body: known }),
        body,
      );
      return transport.read(answer, Webhook);
    },

    list: (query = {}) => listing(() => pages(query)),

    async get(id) {
      const params = path("getWebhook", GetWebhookParameters, id);
      const answer = await transport.send("getWebhook", (init) =>
        client.GET("/webhooks/{webhookId}", { ...init, params }),
      );
      return transport.read(answer, Webhook);
    },

    async update(id, body) {
      const params = path("updateWebhook", UpdateWebhookParameters, id);
      transport.check("updateWebhook", UpdateWebhookRequest, body);
      const send: Send = (init) => client.PUT("/webhooks/{webhookId}", { ...init, params, body });
      return transport.read(await transport.send("updateWebhook", send, body), Webhook);
    },

    async delete(id) {
      const params = path("deleteWebhook", DeleteWebhookParameters, id);
      transport.discard(
        await transport.send("deleteWebhook", (init) => client.DELETE("/webhooks/{webhookId}", { ...init, params })),
      );
    },
  };
}

/** The query of the next page. Only the query is taken from the link, so that the token goes to no other server. */
function nextPage({ response, call }: Answer, seen: Set<string>): ListWebhooksOptions | undefined {
  const link = nextLink(response.headers.get("Link"));
  if (link === undefined) return undefined;
  const invalid = (reason: string) => new InvalidResponseError(call, { status: response.status, body: "" }, reason);
  if (!URL.canParse(link, call.url)) throw invalid("its link to the next page is no URL");
  const { searchParams } = new URL(link, call.url);
  seen.add(new URL(call.url).search);
  if (seen.has(`?${searchParams}`)) throw invalid("its link to the next page leads back to a page before");
  return Object.fromEntries(searchParams);
}
