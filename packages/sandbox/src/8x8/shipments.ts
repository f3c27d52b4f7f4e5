import { webhookTypeOf } from "@comms-webhooks/8x8-client/data";
import { deliveryExamples } from "@comms-webhooks/8x8-client/examples";
import { build8x8Delivery } from "comms-webhooks/testing";
import { changed, isFields } from "../delivery/change.js";
import type { Event8x8 } from "../delivery/event.js";
import { withFault } from "../delivery/fault.js";
import type { Shipment } from "../delivery/outbox.js";
import { startFrom } from "../delivery/start.js";
import type { Sources } from "../sources.js";
import type { Store8x8, StoredWebhook } from "./store.js";
import type { Tokens } from "./tokens.js";

/** Where 8x8 keeps its webhooks, and the tokens for them. */
export interface State8x8 {
  readonly store: Store8x8;
  readonly tokens: Tokens;
}

/** How many milliseconds 8x8 waits before each retry. */
export const retryDelays: readonly number[] = [1_000, 10_000, 30_000, 90_000];

/** Makes a shipment of an event for each webhook that it goes to. */
export function shipments8x8(event: Event8x8, { store, tokens }: State8x8, sources: Sources): Shipment[] {
  const { name, change = {}, fault } = event;
  const start = startFrom(deliveryExamples[name], event, sources.randomUUID);
  const delivery = changed(start.delivery, change) as object;
  const subAccountId = subAccountOf(delivery);

  return store
    .of(event)
    .filter(({ webhook }) => webhook.type === webhookTypeOf[name] && covers(webhook, subAccountId))
    .map(({ account, webhook: { subAccountId: scope, type } }) => ({
      api: "8x8",
      webhook: `${account.accountId}/${scope}/${type}`,
      name,
      delays: retryDelays,
      prepare() {
        const webhook = store.get(account, scope, type);
        if (!webhook?.enabled) return undefined;
        const { url, httpAuthorization, oauth } = webhook;
        return {
          url,
          async deliver(send) {
            const authorization = oauth === undefined ? httpAuthorization : `Bearer ${await tokens.get(oauth, send)}`;
            const options = { example: start.example, change: delivery, url, ...(authorization && { authorization }) };
            const response = await send(await withFault(await build8x8Delivery(name, options), fault));
            if (oauth !== undefined && response.status === 401) tokens.forget(oauth);
            return response;
          },
        };
      },
    }));
}

/** What has no sub-account is about the account, and goes to the webhooks of its type in every scope. */
function covers({ subAccountId: scope }: StoredWebhook, subAccountId: unknown): boolean {
  return scope === "*" || subAccountId === undefined || scope === subAccountId;
}

function subAccountOf(delivery: object): unknown {
  const { payload } = delivery as { readonly payload?: unknown };
  return isFields(payload) ? payload["subAccountId"] : undefined;
}
