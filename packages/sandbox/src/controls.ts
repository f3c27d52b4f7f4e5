import { type Context, Hono } from "hono";
import type { Api } from "./api/definition.js";
import type { Dispatcher } from "./delivery/dispatcher.js";
import type { AnyEvent } from "./delivery/event.js";
import { limited } from "./http/issues.js";
import type { PreparedResponses } from "./http/prepared-responses.js";
import { type BodyProblem, bodyProblems, readJson } from "./http/request.js";
import { methodNotAllowed } from "./http/routes.js";
import type { ApiName, Sandbox } from "./sandbox.js";

const bodyStatuses = { "media-type": 415, "too-large": 413, malformed: 400 } as const satisfies Record<
  BodyProblem,
  number
>;

/**
 * Serves the sandbox's own paths: an overview, webhooks, deliveries, events, attempts, the inbox, prepared responses, a reset,
 * and the controls of each API.
 */
export function createControlApp(
  sandbox: Pick<Sandbox, "url" | "reset" | "webhooks" | "deliveries" | "attempts">,
  dispatcher: Pick<Dispatcher, "issues" | "raise">,
  inbox: Hono,
  prepared: PreparedResponses,
  apis: ReadonlyMap<string, Pick<Api, "controlApp">>,
): Hono {
  const app = new Hono();
  const post = (
    path: string,
    checks: { issues(value: unknown): string[] },
    handle: (c: Context, value: unknown) => Promise<Response>,
  ) =>
    app.post(path, async (c) => {
      const { value, problem } = await readJson(c.req.raw);
      if (problem !== undefined) return c.json({ message: bodyProblems[problem] }, bodyStatuses[problem]);
      const issues = checks.issues(value);
      return issues.length > 0 ? c.json({ message: limited(issues).join("; ") }, 400) : handle(c, value);
    });
  app.get("/", (c) => {
    const [webhooks, attempts] = [sandbox.webhooks(), sandbox.attempts()];
    const overview = (Object.entries(sandbox.url) as [ApiName, string][]).map(([api, url]) => [
      api,
      { url, webhooks: webhooks[api].length, attempts: attempts.filter((attempt) => attempt.api === api).length },
    ]);
    return c.json(Object.fromEntries(overview));
  });
  app.get("/webhooks", (c) => c.json(sandbox.webhooks()));
  app.get("/deliveries", (c) => c.json(sandbox.deliveries()));
  app.get("/attempts", (c) => c.json(sandbox.attempts()));
  post("/events", dispatcher, async (c, event) => c.json(await dispatcher.raise(event as AnyEvent)));
  post("/responses", prepared, async (c, response) => {
    prepared.add(response as Parameters<PreparedResponses["add"]>[0]);
    return c.body(null, 204);
  });
  app.post("/reset", (c) => {
    sandbox.reset();
    return c.body(null, 204);
  });

  for (const path of ["/", "/webhooks", "/deliveries", "/attempts"]) app.all(path, (c) => notAllowed(c, "GET, HEAD"));
  app.route("/inbox", inbox);
  app.all("/inbox", (c) => notAllowed(c, "GET, HEAD, POST"));
  for (const path of ["/events", "/responses", "/reset"]) app.all(path, (c) => notAllowed(c, "POST"));
  for (const [name, { controlApp }] of apis) {
    if (controlApp !== undefined) app.route(`/${name}`, controlApp);
  }
  app.all("*", (c) => c.json({ message: "The sandbox has no such control." }, 404));
  return app;
}

function notAllowed(c: Context, methods: string): Response {
  c.header("Allow", methods);
  return c.json({ message: methodNotAllowed(c.req.method, methods) }, 405);
}
