import { servers } from "@comms-webhooks/webex-client";
import type { Webhook } from "@comms-webhooks/webex-types";
import { webexDeliverySummary } from "comms-webhooks/webex";
import { Hono } from "hono";
import type { ApiDefinition } from "../api/definition.js";
import { rules } from "../api/options.js";
import { methodNotAllowed } from "../http/routes.js";
import { createWebexApp } from "./app.js";
import { planWebexDeliveries, type WebexEvent, type WebexEventFields, webexEvents } from "./delivery-plan.js";
import { WebexHealth } from "./health.js";
import { WebexResources } from "./resources.js";
import { WebexStore } from "./store.js";

export type { WebexEventFields };

/** The options that Webex adds to those of a sandbox. */
export interface WebexOptions {
  /**
   * The milliseconds after an event during which its resource isn't found: the API can lag behind its deliveries.
   * Default: 0.
   */
  readonly resourceLag?: number | undefined;
}

/** The methods that Webex adds to a sandbox. */
export interface WebexControls {
  /**
   * Disables a Webex webhook, as Webex does after failed deliveries. Returns false if no webhook has this id.
   *
   * @param webhookId The id of a webhook of any account.
   */
  readonly disableWebexWebhook: (webhookId: string) => boolean;
}

/** The webhooks of Cisco Webex. */
export const webexApi: ApiDefinition<WebexEvent, Webhook, WebexOptions, WebexControls> = {
  title: "Webex",
  servers,
  events: webexEvents,
  options: { resourceLag: rules.milliseconds },
  flags: [
    {
      flag: "resource-lag",
      option: "resourceLag",
      type: "milliseconds",
      help: "how long a delivered Webex resource isn't found yet (default: 0)",
    },
  ],
  summarize(delivery) {
    const summary = webexDeliverySummary(delivery);
    return summary.name === "?" ? undefined : summary;
  },
  samples: {
    path: "/webhooks",
    body: (inbox) => ({ name: "My webhook", targetUrl: inbox, resource: "messages", event: "created" }),
    event: "messages.created",
  },
  create(sources, { resourceLag = 0 }) {
    const resources = new WebexResources(sources.now, resourceLag);
    const store = new WebexStore(sources);
    const health = new WebexHealth(store, sources);
    const controls: WebexControls = { disableWebexWebhook: (webhookId) => health.disable(webhookId) };
    return {
      app: createWebexApp(store, resources, sources),
      webhooks: () => store.all().map(masked),
      plan: (event, start) => planWebexDeliveries(event, start, { store, health, resources }),
      controls,
      controlApp: createControlApp(controls),
      clear() {
        store.clear();
        health.clear();
        resources.clear();
      },
    };
  },
};

/** Serves the controls of Webex over HTTP. */
function createControlApp({ disableWebexWebhook }: WebexControls): Hono {
  const app = new Hono();
  app.post("/webhooks/:id/disable", (c) =>
    disableWebexWebhook(c.req.param("id"))
      ? c.body(null, 204)
      : c.json({ message: "No Webex webhook has this id." }, 404),
  );
  app.all("/webhooks/:id/disable", (c) => {
    c.header("Allow", "POST");
    return c.json({ message: methodNotAllowed(c.req.method, "POST") }, 405);
  });
  return app;
}

function masked(webhook: Webhook): Webhook {
  return webhook.secret === undefined ? webhook : { ...webhook, secret: "***" };
}
