import { servers } from "@comms-webhooks/webex-client";
import type { Webhook } from "@comms-webhooks/webex-types";
import { Hono } from "hono";
import type { ApiDefinition, None } from "../api/definition.js";
import { methodNotAllowed } from "../http/routes.js";
import { createWebexApp } from "./app.js";
import { planWebexDeliveries, type WebexEvent, webexEvents } from "./delivery-plan.js";
import { WebexHealth } from "./health.js";
import { WebexStore } from "./store.js";

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
export const webexApi: ApiDefinition<WebexEvent, Webhook, None, WebexControls> = {
  title: "Webex",
  servers,
  events: webexEvents,
  options: {},
  flags: [],
  samples: {
    path: "/webhooks",
    body: { name: "My webhook", targetUrl: "https://example.com/webex", resource: "messages", event: "created" },
    event: "messages.created",
  },
  create(sources) {
    const store = new WebexStore(sources);
    const health = new WebexHealth(store, sources);
    const controls: WebexControls = { disableWebexWebhook: (webhookId) => health.disable(webhookId) };
    return {
      app: createWebexApp(store, sources),
      webhooks: () => store.all().map(masked),
      plan: (event, start) => planWebexDeliveries(event, start, { store, health }),
      controls,
      controlApp: createControlApp(controls),
      clear() {
        store.clear();
        health.clear();
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
