import { createWebexReceiver } from "comms-webhooks/webex";
import { Hono } from "hono";

interface Env {
  readonly SECRET: string;
  readonly HANDLED: KVNamespace;
}

/** Creates a receiver whose handler still runs when the response is sent. */
const receiver = ({ SECRET: secret, HANDLED }: Env, path: string) =>
  createWebexReceiver({
    secret,
    deadline: 1,
    onError: (error) => HANDLED.put(`${path} failed`, String(error)),
    on: {
      async "messages.created"({ data }) {
        await new Promise((resolve) => setTimeout(resolve, 300));
        await HANDLED.put(path, data.personEmail);
      },
    },
  });

const app = new Hono<{ Bindings: Env }>();
app.post("/hono", (context) => receiver(context.env, "/hono")(context.req.raw, context.executionCtx));

/** A worker that passes its context on in each of the ways that people do. */
export default {
  fetch(request, env, context) {
    const path = new URL(request.url).pathname;
    const receive = receiver(env, path);
    const { waitUntil } = context;
    switch (path) {
      case "/context":
        return receive(request, context);
      case "/as-it-is":
        return receive(request, env, context);
      case "/bound":
        return receive(request, { waitUntil: waitUntil.bind(context) });
      case "/detached":
        return receive(request, { waitUntil });
      default:
        return app.fetch(request, env, context);
    }
  },
} satisfies ExportedHandler<Env>;
