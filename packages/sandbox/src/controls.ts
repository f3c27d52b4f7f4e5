import { type Context, Hono } from "hono";
import { eventIssues, type SandboxEvent } from "./delivery/event.js";
import { limited } from "./http/issues.js";
import { type JsonBody, readJson } from "./http/read-json.js";
import type { Sandbox } from "./sandbox.js";

/** What the controls work on. */
export type Controlled = Pick<
  Sandbox,
  "url" | "reset" | "webhooks" | "deliver" | "attempts" | "deactivateWebexWebhook"
>;

/** Makes the sandbox's own paths: an overview, what is stored, events, their attempts, a reset, and stopping a webhook. */
export function createControls(sandbox: Controlled): Hono {
  const app = new Hono();
  app.get("/", (c) => {
    const webhooks = sandbox.webhooks();
    const attempts = sandbox.attempts();
    const about = (api: "webex" | "8x8") => ({
      url: sandbox.url[api],
      webhooks: webhooks[api].length,
      attempts: attempts.filter((attempt) => attempt.api === api).length,
    });
    return c.json({ webex: about("webex"), "8x8": about("8x8") });
  });
  app.all("/", (c) => notAllowed(c, "GET, HEAD"));

  app.get("/webhooks", (c) => c.json(sandbox.webhooks()));
  app.all("/webhooks", (c) => notAllowed(c, "GET, HEAD"));

  app.get("/attempts", (c) => c.json(sandbox.attempts()));
  app.all("/attempts", (c) => notAllowed(c, "GET, HEAD"));

  app.post("/events", async (c) => {
    const { value, problem } = await readJson(c.req.raw);
    if (problem !== undefined) return bodyError(c, problem);
    const issues = eventIssues(value);
    if (issues.length > 0) return c.json({ message: limited(issues).join("; ") }, 400);
    return c.json({ attempts: await sandbox.deliver(value as SandboxEvent) });
  });
  app.all("/events", (c) => notAllowed(c, "POST"));

  app.post("/reset", (c) => {
    sandbox.reset();
    return c.body(null, 204);
  });
  app.all("/reset", (c) => notAllowed(c, "POST"));

  app.post("/webex/webhooks/:id/deactivate", (c) =>
    sandbox.deactivateWebexWebhook(c.req.param("id"))
      ? c.body(null, 204)
      : c.json({ message: "No Webex webhook has this id." }, 404),
  );
  app.all("/webex/webhooks/:id/deactivate", (c) => notAllowed(c, "POST"));

  app.all("*", (c) => c.json({ message: "The sandbox has no such control." }, 404));
  return app;
}

function bodyError(c: Context, problem: NonNullable<JsonBody["problem"]>): Response {
  switch (problem) {
    case "media-type":
      return c.json({ message: "The body must be application/json, and its header Content-Type must say so." }, 415);
    case "too-large":
      return c.json({ message: "The body is larger than 1 MiB." }, 413);
    case "malformed":
      return c.json({ message: "The body is not valid JSON." }, 400);
  }
}

function notAllowed(c: Context, methods: string): Response {
  c.header("Allow", methods);
  return c.json({ message: `${c.req.method} is not supported here; supported: ${methods}` }, 405);
}
