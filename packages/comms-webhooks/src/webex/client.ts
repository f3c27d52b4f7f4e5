import { createClient, operations } from "@comms-webhooks/webex-client";
import { secretFields } from "@comms-webhooks/webex-client/data";
import {
  CreateWebhookRequest,
  ListWebhooksParameters,
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
import { type Answer, type Send, Transport } from "../transport/transport.js";
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
  /**
   * Changes `name`, `targetUrl` or `secret`, or revives a webhook with `status: "active"`; `name` and `targetUrl` have to
   * be there, changed or not. Of a whole webhook leave out the `status`: `const { status, ...rest } = webhook`.
   */
  update(id: string, webhook: types.UpdateWebhookRequest): Promise<types.Webhook>;
  /** Deletes a webhook. */
  delete(id: string): Promise<void>;
}

/** Makes a client of Webex's webhooks (https://developer.webex.com/docs/api/v1/webhooks). */
export function createWebexWebhooks(options: ClientOptions): WebexWebhooks {
  const transport = new Transport({ operations, describe, secretFields }, options);
  const client = createClient(options.baseUrl === undefined ? {} : { baseUrl: options.baseUrl });

  async function* pages(query: ListWebhooksOptions): AsyncGenerator<types.Webhook, void> {
    const seen = new Set<string>();
    let page: ListWebhooksOptions | undefined = transport.check("listWebhooks", ListWebhooksParameters, query);
    for (let empty = 0; page; ) {
      const params = { query: page };
      const answer = await transport.send("listWebhooks", (init) => client.GET("/webhooks", { ...init, params }));
      const { items } = await transport.read(answer, WebhookList);
      yield* items;
      empty = items.length === 0 ? empty + 1 : 0;
      page = nextPage(answer, seen, empty);
    }
  }

  const path = (operationId: string, webhookId: string) => {
    const issues = segmentIssues("webhookId", webhookId);
    if (issues.length > 0) throw transport.refusal(operationId, issues);
    return { path: { webhookId } };
  };

  return {
    async create(webhook: UndocumentedCreateWebhookRequest, options?: { undocumented: true }) {
      const undocumented = options?.undocumented === true;
      const body = transport.check("createWebhook", CreateWebhookRequest, webhook, { undocumented });
      const send: Send = (init) => client.POST("/webhooks", { ...init, body });
      return transport.read(await transport.send("createWebhook", send, body), Webhook);
    },

    list: (query = {}) => listing(() => pages(query)),

    async get(id) {
      const params = path("getWebhook", id);
      const answer = await transport.send("getWebhook", (init) =>
        client.GET("/webhooks/{webhookId}", { ...init, params }),
      );
      return transport.read(answer, Webhook);
    },

    async update(id, webhook) {
      const params = path("updateWebhook", id);
      const body = transport.check("updateWebhook", UpdateWebhookRequest, webhook);
      const send: Send = (init) => client.PUT("/webhooks/{webhookId}", { ...init, params, body });
      return transport.read(await transport.send("updateWebhook", send, body), Webhook);
    },

    async delete(id) {
      const params = path("deleteWebhook", id);
      transport.discard(
        await transport.send("deleteWebhook", (init) => client.DELETE("/webhooks/{webhookId}", { ...init, params })),
      );
    },
  };
}

/** Empty pages are allowed, but a list that has nothing else does not end. */
const mostEmptyPages = 100;

/** The query of the next page. Only the query is taken from the link, so that the token goes to no other server. */
function nextPage({ response, call }: Answer, seen: Set<string>, empty: number): ListWebhooksOptions | undefined {
  const link = nextLink(response.headers.get("Link"));
  if (link === undefined) return undefined;
  const invalid = (reason: string) => new InvalidResponseError(call, { status: response.status, body: "" }, reason);
  if (empty > mostEmptyPages) throw invalid(`it is the ${empty}th empty page on end, and names another`);
  if (!URL.canParse(link, call.url)) throw invalid("its link to the next page is no URL");
  const { searchParams } = new URL(link, call.url);
  seen.add(new URL(call.url).search);
  if (seen.has(`?${searchParams}`)) throw invalid("its link to the next page leads back to a page before");
  return Object.fromEntries(searchParams);
}
