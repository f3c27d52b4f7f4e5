import { deliveryExamples } from "@comms-webhooks/webex-client/examples";
import type { Webhook } from "@comms-webhooks/webex-types";
import { buildWebexDelivery } from "comms-webhooks/testing";
import { changed, isFields } from "../delivery/change.js";
import type { WebexEvent } from "../delivery/event.js";
import { withFault } from "../delivery/fault.js";
import type { Shipment } from "../delivery/outbox.js";
import { startFrom } from "../delivery/start.js";
import type { Sources } from "../sources.js";
import { webexAccount } from "./account.js";
import type { WebexHealth } from "./health.js";
import { matches, type WebexHappening } from "./match.js";
import type { WebexStore } from "./store.js";

/** Where Webex keeps its webhooks, and how well they do. */
export interface WebexState {
  readonly store: WebexStore;
  readonly health: WebexHealth;
}

const headers = { "Content-Type": "application/json;charset=UTF-8" };

/** Makes a shipment of an event for each webhook that it goes to. Webex does not retry. */
export function webexShipments(event: WebexEvent, { store, health }: WebexState, sources: Sources): Shipment[] {
  const { name, change = {}, token, fault } = event;
  const { example, delivery: happened } = startFrom(deliveryExamples[name], event, sources.randomUUID);
  const account = token === undefined ? undefined : webexAccount(token);
  const happening = { ...pairOf(name), data: dataOf(changed(happened, change)), account };

  return store
    .all()
    .filter((webhook) => matches(webhook, happening))
    .map(({ id }) => ({
      api: "webex",
      webhook: id,
      name,
      delays: [],
      failed: () => health.failed(id),
      prepare() {
        const webhook = store.find(id);
        if (webhook?.status !== "active") return undefined;
        const { targetUrl: url, secret } = webhook;
        const delivery = changed(changed(happened, envelope(webhook)), change) as object;
        const options = { example, change: delivery, url, headers, ...(secret && { secret }) };
        return { url, deliver: async (send) => send(await withFault(await buildWebexDelivery(name, options), fault)) };
      },
    }));
}

/** What a delivery has of its webhook. The resource and the event are those of the delivery. */
function envelope({ secret: _secret, resource: _resource, event: _event, filter, ...webhook }: Webhook): object {
  return { ...webhook, filter };
}

function pairOf(name: WebexEvent["name"]): Pick<WebexHappening, "resource" | "event"> {
  const [resource, event] = name.split(".") as [WebexHappening["resource"], string];
  return { resource, event };
}

function dataOf(delivery: unknown): unknown {
  return isFields(delivery) ? delivery["data"] : undefined;
}
