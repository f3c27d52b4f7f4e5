import { operations, servers } from "@comms-webhooks/webex-client";
import { UpdateWebhookRequest } from "@comms-webhooks/webex-client/validators";
import type * as Webex from "@comms-webhooks/webex-types";
import { Hono } from "hono";
import type { Sources } from "../clock/sources.js";
import { basePathOf } from "../http/hosts.js";
import { issuesOf } from "../http/issues.js";
import { bearerToken, readJson } from "../http/request.js";
import { allowedMethods, methodNotAllowed, type Operation, route } from "../http/routes.js";
import { webexAccount } from "./account.js";
import { type WebexContext, type WebexEnv, webexBodyError, webexError } from "./errors.js";
import { createIssues, nextPage, readListQuery } from "./requests.js";
import { resourcePaths, type WebexResources } from "./resources.js";
import type { WebexStore } from "./store.js";

/** The path of the API on its servers. */
const basePath = basePathOf(Object.values(servers));

/** Creates the Webex app: the API of webhooks, and the resources that deliveries refer to. */
export function createWebexApp(store: WebexStore, resources: WebexResources, sources: Sources): Hono<WebexEnv> {
  const app = new Hono<WebexEnv>();
  app.onError((error, c) => webexError(c, 500, [`The sandbox failed: ${error.message}`]));
  app.use(async (c, next) => {
    c.set("trackingId", `ROUTER_${sources.randomUUID().toUpperCase()}`);
    await next();
    c.header("TrackingID", c.get("trackingId"));
  });
  app.use(async (c, next) => {
    const token = bearerToken(c.req.header("authorization"));
    if (token === undefined) {
      c.header("WWW-Authenticate", "Bearer");
      return webexError(c, 401, ["The request needs an access token: Authorization: Bearer <token>"]);
    }
    c.set("account", webexAccount(token));
    return next();
  });

  const named = (c: WebexContext) => store.get(c.get("account"), c.req.param("webhookId") ?? "");
  on(app, operations.listWebhooks, (c) => {
    const { page, issues } = readListQuery(new URL(c.req.url).searchParams);
    if (page === undefined) return webexError(c, 400, issues);
    const { items, next } = store.list(c.get("account"), page);
    if (next !== undefined) c.header("Link", `<${nextPage(c.req.url, page, next)}>; rel="next"`);
    return c.json({ items } satisfies Webex.WebhookList);
  });
  on(app, operations.createWebhook, async (c) => {
    const { value, problem } = await readJson(c.req.raw);
    if (problem !== undefined) return webexBodyError(c, problem);
    const issues = createIssues(value);
    if (issues.length > 0) return webexError(c, 400, issues);
    return c.json(store.create(c.get("account"), value as Webex.CreateWebhookRequest));
  });
  on(app, operations.getWebhook, (c) => {
    const webhook = named(c);
    return webhook === undefined ? noWebhook(c) : c.json(webhook);
  });
  on(app, operations.updateWebhook, async (c) => {
    const { value, problem } = await readJson(c.req.raw);
    const webhook = named(c);
    if (webhook === undefined) return noWebhook(c);
    if (problem !== undefined) return webexBodyError(c, problem);
    const issues = issuesOf(UpdateWebhookRequest, value);
    if (issues.length > 0) return webexError(c, 400, issues);
    return c.json(store.update(webhook, value as Webex.UpdateWebhookRequest));
  });
  on(app, operations.deleteWebhook, (c) => {
    const webhook = named(c);
    if (webhook === undefined) return noWebhook(c);
    store.delete(webhook);
    return c.body(null, 204);
  });

  for (const { resource, path, field } of resourcePaths) {
    app.get(basePath + route(path), (c) => {
      const found = resources.find(resource, c.req.param(field) ?? "", c.get("account"));
      return found === undefined ? webexError(c, 404, [`No resource of ${resource} has this id.`]) : c.json(found);
    });
  }

  const readable = resourcePaths.map(({ path }) => [path, "GET, HEAD"] as const);
  for (const [path, methods] of [...allowedMethods(operations), ...readable]) {
    app.all(basePath + route(path), (c) => {
      c.header("Allow", methods);
      return webexError(c, 405, [methodNotAllowed(c.req.method, methods)]);
    });
  }
  app.all("*", (c) => webexError(c, 404, ["There is nothing at this path."]));
  return app;
}

function on(
  app: Hono<WebexEnv>,
  { method, path }: Operation,
  handler: (c: WebexContext) => Response | Promise<Response>,
) {
  app.on(method, basePath + route(path), handler);
}

function noWebhook(c: WebexContext): Response {
  return webexError(c, 404, ["No webhook has this id."]);
}
