import { createWebexReceiver } from "comms-webhooks/webex";

/** Receives with Deno: the receiver is the handler of its server. */
Deno.serve(
  { hostname: "127.0.0.1", port: Number(Deno.env.get("PORT") ?? 3000) },
  createWebexReceiver({
    secret: () => Deno.env.get("WEBHOOK_SECRET"),
    on: { "messages.created": ({ data }) => console.log(`message from ${data.personEmail}`) },
  }),
);
