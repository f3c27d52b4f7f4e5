import { createWebexReceiver } from "comms-webhooks/webex";
import { Hono } from "hono";

/** Receives with Hono, or any framework on the Fetch API: the receiver accepts the request as it is. */
export function createHonoApp(secret: string, onMessage: (personEmail: string) => void): Hono {
  const receiver = createWebexReceiver({
    secret,
    on: { "messages.created": ({ data }) => onMessage(data.personEmail) },
  });
  const app = new Hono();
  app.all("/webex", (context) => receiver(context.req.raw));
  return app;
}
