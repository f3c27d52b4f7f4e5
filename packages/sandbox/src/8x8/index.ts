import { servers } from "@comms-webhooks/8x8-client";
import { deliverySummary8x8 } from "comms-webhooks/8x8";
import type { ApiDefinition } from "../api/definition.js";
import { rules } from "../api/options.js";
import { create8x8App } from "./app.js";
import { type Event8x8, type EventFields8x8, events8x8, plan8x8Deliveries } from "./delivery-plan.js";
import { masked, Store8x8, type Stored8x8Webhook } from "./store.js";
import { Tokens } from "./tokens.js";

export type { EventFields8x8, Stored8x8Webhook };

/** The options that 8x8 adds to those of a sandbox. */
export interface Options8x8 {
  /** The only 8x8 sub-accounts that exist, besides `*`. Default: every sub-account exists. */
  readonly subAccounts?: readonly string[] | undefined;
}

/** The Messaging Apps webhooks of 8x8 Connect. */
export const api8x8: ApiDefinition<Event8x8, Stored8x8Webhook, Options8x8> = {
  title: "8x8",
  servers,
  events: events8x8,
  options: { subAccounts: rules.strings },
  flags: [
    {
      flag: "sub-account",
      option: "subAccounts",
      type: "strings",
      value: "id",
      help: "an 8x8 sub-account that exists (default: all do)",
    },
  ],
  summarize(delivery) {
    const summary = deliverySummary8x8(delivery);
    return summary.name === "?" ? undefined : summary;
  },
  samples: {
    path: "/api/v1/accounts/7c1e2f60-5b94-4d3a-8f27-d0a6c9e41b35/webhooks",
    body: (inbox) => [{ subAccountId: "*", url: inbox }],
    event: "inbound_message_received",
  },
  create(sources, { subAccounts }) {
    const store = new Store8x8();
    const tokens = new Tokens(sources);
    return {
      app: create8x8App(store, sources, subAccounts),
      webhooks: () => store.all().map(({ account: { accountId }, webhook }) => ({ accountId, ...masked(webhook) })),
      plan: (event, start) => plan8x8Deliveries(event, start, { store, tokens }),
      controls: {},
      clear() {
        store.clear();
        tokens.clear();
      },
    };
  },
};
