import { deliveryNames } from "@comms-webhooks/webex-client/data";
import { deliveryExamples } from "@comms-webhooks/webex-client/examples";
import type { DeliveryMap, Webhook } from "@comms-webhooks/webex-types";
import { buildWebexDelivery, faults, signWebexDelivery } from "comms-webhooks/testing";
import { changed, isFields } from "../delivery/change.js";
import type { EventDefinition, EventStart, EventsOf } from "../delivery/event.js";
import type { DeliveryPlan } from "../delivery/queue.js";
import { webexAccount } from "./account.js";
import type { WebexHealth } from "./health.js";
import { type MatchedEvent, mismatch } from "./match.js";
import type { WebexResources } from "./resources.js";
import type { WebexStore } from "./store.js";

/** Something that happens at Webex. With the fault `wrongSignature` the signature doesn't match the webhook's secret. */
export type WebexEvent = EventsOf<DeliveryMap, "wrongSignature", WebexEventFields>;

/** What only an event of Webex has. */
export interface WebexEventFields {
  /** Fields that the resource has when it is fetched, besides those of the delivery's `data`, such as a message's `text`. */
  readonly resource?: Readonly<Record<string, unknown>> | undefined;
}

/** The events of Webex, as the sandbox needs to know them. */
export const webexEvents: EventDefinition = {
  names: deliveryNames,
  examples: deliveryExamples,
  fields: { resource: "object" },
  faults: { wrongSignature: faults.wrongSignature },
  ids: [
    ["data", "id"],
    ["data", "callId"],
  ],
  renewId(id, randomUUID) {
    // Webex writes most ids as the base64url of a URI. Those of meetings have a form of their own, and stay.
    const kind = /^ciscospark:\/\/\w+\/\w+\//.exec(Buffer.from(id, "base64url").toString("latin1"))?.[0];
    return kind === undefined ? id : Buffer.from(kind + randomUUID()).toString("base64url");
  },
};

const headers = { "Content-Type": "application/json;charset=UTF-8" };

/** Plans the deliveries of an event: a job for each webhook that matches it. Webex doesn't retry. */
export function planWebexDeliveries(
  { name, change = {}, token, resource: content = {} }: WebexEvent,
  start: EventStart,
  { store, health, resources }: { store: WebexStore; health: WebexHealth; resources: WebexResources },
): DeliveryPlan {
  const account = token === undefined ? undefined : webexAccount(token);
  const event = { ...pairOf(name), data: dataOf(start.changed), account };

  resources.remember(event, content);
  const checked = store
    .all()
    .map((webhook) => ({ webhook: webhook.id, name: webhook.name, reason: mismatch(webhook, event) }));
  const skipped = checked.flatMap(({ webhook, name, reason }) =>
    reason === undefined ? [] : [{ webhook, name, reason }],
  );
  const jobs = checked
    .filter(({ reason }) => reason === undefined)
    .map(({ webhook: id }) => ({
      webhook: id,
      retryDelays: [],
      onFailure: () => health.failed(id),
      prepare() {
        const webhook = store.find(id);
        if (webhook?.status !== "active") return undefined;
        const { targetUrl: url, secret } = webhook;
        const delivery = changed(changed(start.delivery, envelope(webhook)), change) as object;
        const options = { example: start.example, change: delivery, url, headers, ...(secret && { secret }) };
        return {
          url,
          build: () => buildWebexDelivery(name, options),
          sign: async (body: Uint8Array<ArrayBuffer>) =>
            secret ? { "X-Spark-Signature": await signWebexDelivery(body, secret) } : {},
        };
      },
    }));
  return { jobs, skipped };
}

/** Returns what a delivery repeats of its webhook. The resource and the event are those of the delivery. */
function envelope({ secret: _secret, resource: _resource, event: _event, filter, ...webhook }: Webhook): object {
  return { ...webhook, filter };
}

function pairOf(name: WebexEvent["name"]): Pick<MatchedEvent, "resource" | "event"> {
  const [resource, event] = name.split(".") as [MatchedEvent["resource"], string];
  return { resource, event };
}

function dataOf(delivery: unknown): unknown {
  return isFields(delivery) ? delivery["data"] : undefined;
}
