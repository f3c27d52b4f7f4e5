import { operations } from "@comms-webhooks/8x8-client";
import * as validators from "@comms-webhooks/8x8-client/validators";
import type * as Types from "@comms-webhooks/8x8-types";
import { Hono } from "hono";
import type { Sources } from "../clock/sources.js";
import { issuesOf, itemIssues } from "../http/issues.js";
import { bearerToken, readJson } from "../http/request.js";
import { allowedMethods, methodNotAllowed, type Operation, route } from "../http/routes.js";
import { bodyError8x8, type Context8x8, type Env8x8, error8x8, invalid8x8 } from "./errors.js";
import { masked, type Store8x8 } from "./store.js";

/** Creates the 8x8 app. If `subAccounts` is given, no others exist. */
export function create8x8App(
  store: Store8x8,
  sources: Sources,
  subAccounts: readonly string[] | undefined,
): Hono<Env8x8> {
  const app = new Hono<Env8x8>();
  const paths = allowedMethods(operations);
  const foreign = (items: readonly { readonly subAccountId: string }[]) =>
    subAccounts !== undefined &&
    items.some(({ subAccountId }) => subAccountId !== "*" && !subAccounts.includes(subAccountId));

  app.onError((error, c) => error8x8(c, 500, "2000", `The sandbox failed: ${error.message}`));
  app.use(async (c, next) => {
    c.set("sources", sources);
    const token = bearerToken(c.req.header("authorization"));
    if (token === undefined) return unauthorized(c);
    c.set("token", token);
    return next();
  });
  for (const path of paths.keys()) {
    app.use(route(path), async (c, next) => {
      const accountId = c.req.param("accountId") ?? "";
      if (issuesOf(validators.AccountId, accountId).length > 0) return unauthorized(c);
      c.set("account", { token: c.get("token"), accountId });
      return next();
    });
  }

  on(app, operations.listWebhooks, (c) => c.json(store.list(c.get("account")).map(masked) satisfies Types.WebhookList));
  on(app, operations.createOrReplaceWebhooks, async (c) => {
    const { CreateOrReplaceWebhooksRequest, WebhookConfiguration } = validators;
    const { value, problem } = await readJson(c.req.raw);
    if (problem !== undefined) return bodyError8x8(c, problem);
    const issues = itemIssues(CreateOrReplaceWebhooksRequest, WebhookConfiguration, value);
    if (issues.length > 0) return invalid8x8(c, issues);
    const items = value as Types.CreateOrReplaceWebhooksRequest;
    if (foreign(items)) return foreignSubAccount(c);
    store.createOrReplace(c.get("account"), items);
    return c.body(null);
  });
  on(app, operations.deleteWebhooks, async (c) => {
    const { DeleteWebhooksRequest, WebhookReference } = validators;
    const { value, problem } = await readJson(c.req.raw);
    if (problem !== undefined) return bodyError8x8(c, problem);
    const issues = itemIssues(DeleteWebhooksRequest, WebhookReference, value);
    if (issues.length > 0) return invalid8x8(c, issues);
    const items = value as Types.DeleteWebhooksRequest;
    if (foreign(items)) return foreignSubAccount(c);
    store.delete(c.get("account"), items);
    return c.body(null);
  });

  for (const [path, methods] of paths) {
    app.all(route(path), (c) => {
      c.header("Allow", methods);
      return error8x8(c, 405, "2001", methodNotAllowed(c.req.method, methods));
    });
  }
  app.all("*", (c) => error8x8(c, 404, "1300", "There is nothing at this path."));
  return app;
}

function on(app: Hono<Env8x8>, { method, path }: Operation, handler: (c: Context8x8) => Response | Promise<Response>) {
  app.on(method, route(path), handler);
}

function unauthorized(c: Context8x8): Response {
  return error8x8(c, 401, "1200", "Request was not authenticated properly");
}

function foreignSubAccount(c: Context8x8): Response {
  return error8x8(c, 400, "1001", "Provided subAccountId doesn't belongs to your account");
}
