import { deliveryNames, webhookTypeOf } from "@comms-webhooks/8x8-client/data";
import { deliveryExamples } from "@comms-webhooks/8x8-client/examples";
import type { DeliveryMap } from "@comms-webhooks/8x8-types";
import { build8x8Delivery, faults } from "comms-webhooks/testing";
import { isFields } from "../delivery/change.js";
import type { EventDefinition, EventStart, EventsOf } from "../delivery/event.js";
import type { DeliveryPlan } from "../delivery/queue.js";
import type { Send } from "../delivery/send.js";
import type { Account8x8, Store8x8, StoredWebhook } from "./store.js";
import type { Tokens } from "./tokens.js";

/** Something that happens at 8x8. With the fault `wrongAuthorization` the header `Authorization` is that of another sender. */
export type Event8x8 = EventsOf<DeliveryMap, "wrongAuthorization", EventFields8x8>;

/** What only an event of 8x8 has. */
export interface EventFields8x8 {
  /** The id of the account that it happens in. Default: every account. */
  readonly accountId?: string | undefined;
}

/** The events of 8x8, as the sandbox needs to know them. */
export const events8x8: EventDefinition = {
  names: deliveryNames,
  examples: deliveryExamples,
  fields: { accountId: "string" },
  faults: { wrongAuthorization: faults.wrongAuthorization },
  ids: [["eventId"], ["payload", "eventId"], ["payload", "umid"]],
};

/** The milliseconds that 8x8 waits before each retry. */
const retryDelays: readonly number[] = [1_000, 10_000, 30_000, 90_000];

/** The types of webhooks by delivery. Webhooks of 8x8's SMS API deliver the others. */
const typeOf: { readonly [name: string]: string | undefined } = webhookTypeOf;

/**
 * Plans the deliveries of an event: a job for each webhook of its type, account and sub-account. The deliveries of SMS go to
 * the same URLs, once each, as if they were registered with the SMS API, too.
 */
export function plan8x8Deliveries(
  event: Event8x8,
  { example, changed }: EventStart,
  { store, tokens }: { readonly store: Store8x8; readonly tokens: Tokens },
): DeliveryPlan {
  const { name } = event;
  const delivery = changed as object;
  const subAccountId = subAccountOf(delivery);
  const type = typeOf[name];
  const urls = new Set<string>();
  const checked = store.all().map((each) => {
    const reason = mismatch(each, event, type, subAccountId);
    if (reason !== undefined || type !== undefined) return { ...each, reason };
    const isRepeated = urls.has(each.webhook.url);
    urls.add(each.webhook.url);
    return { ...each, reason: isRepeated ? "has the URL of another webhook, which gets this SMS delivery" : undefined };
  });
  const skipped = checked.flatMap(({ reason, ...each }) =>
    reason === undefined ? [] : [{ webhook: nameOf(each), reason }],
  );
  const jobs = checked
    .filter(({ reason }) => reason === undefined)
    .map(({ account, webhook: { subAccountId: scope, type } }) => ({
      webhook: nameOf({ account, webhook: { subAccountId: scope, type } }),
      retryDelays,
      prepare() {
        const webhook = store.get(account, scope, type);
        if (!webhook?.enabled) return undefined;
        const { url, httpAuthorization, oauth } = webhook;
        return {
          url,
          async build(send: Send) {
            const authorization = oauth === undefined ? httpAuthorization : `Bearer ${await tokens.get(oauth, send)}`;
            return build8x8Delivery(name, { example, change: delivery, url, ...(authorization && { authorization }) });
          },
          onResponse(status: number) {
            if (oauth !== undefined && status === 401) tokens.forget(oauth);
          },
        };
      },
    }));
  return { jobs, skipped };
}

type Registered = { readonly account: Account8x8; readonly webhook: StoredWebhook };

/** Returns why a webhook gets no delivery of an event. Returns undefined if it gets one. */
function mismatch(
  { account, webhook }: Registered,
  { token, accountId }: Event8x8,
  type: string | undefined,
  subAccountId: unknown,
): string | undefined {
  if ((token ?? account.token) !== account.token || (accountId ?? account.accountId) !== account.accountId) {
    return "belongs to another account";
  }
  if (type !== undefined && webhook.type !== type) return `delivers ${webhook.type}, and this is ${type}`;
  if (!covers(webhook, subAccountId)) return `is for the sub-account ${webhook.subAccountId}, not ${subAccountId}`;
  return webhook.enabled ? undefined : "is disabled";
}

/** Identifies a webhook in the log. */
function nameOf({
  account,
  webhook,
}: {
  account: Account8x8;
  webhook: Pick<StoredWebhook, "subAccountId" | "type">;
}): string {
  return `${account.accountId}/${webhook.subAccountId}/${webhook.type}`;
}

/** A delivery without a sub-account is about the whole account: it goes to the webhooks of its type in every scope. */
function covers({ subAccountId: scope }: StoredWebhook, subAccountId: unknown): boolean {
  return scope === "*" || subAccountId === undefined || scope === subAccountId;
}

function subAccountOf(delivery: object): unknown {
  const { payload } = delivery as { readonly payload?: unknown };
  return isFields(payload) ? payload["subAccountId"] : undefined;
}
