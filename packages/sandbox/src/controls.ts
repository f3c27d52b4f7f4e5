import { type Context, Hono } from "hono";
import type { Sandbox } from "./sandbox.js";

/** What the controls work on. */
export type Controlled = Pick<Sandbox, "url" | "reset" | "webhooks" | "deactivateWebexWebhook">;

/** Makes the sandbox's own paths: an overview, what is stored, a reset, and stopping a Webex webhook. */
export function createControls(sandbox: Controlled): Hono {
  const app = new Hono();
  app.get("/", (c) => {
    const { webex, "8x8": eight } = sandbox.webhooks();
    return c.json({
      webex: { url: sandbox.url.webex, webhooks: webex.length },
      "8x8": { url: sandbox.url["8x8"], webhooks: eight.length },
    });
  });
  app.all("/", (c) => notAllowed(c, "GET, HEAD"));

  app.get("/webhooks", (c) => c.json(sandbox.webhooks()));
  app.all("/webhooks", (c) => notAllowed(c, "GET, HEAD"));

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

function notAllowed(c: Context, methods: string): Response {
  c.header("Allow", methods);
  return c.json({ message: `${c.req.method} is not supported here; supported: ${methods}` }, 405);
}
