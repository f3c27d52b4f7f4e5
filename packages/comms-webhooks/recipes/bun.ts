import { createWebexReceiver } from "comms-webhooks/webex";

/** Receives with Bun: the receiver is its `fetch`. */
const server = Bun.serve({
  hostname: "127.0.0.1",
  port: process.env["PORT"] ?? 3000,
  fetch: createWebexReceiver({
    secret: () => process.env["WEBHOOK_SECRET"],
    on: { "messages.created": ({ data }) => console.log(`message from ${data.personEmail}`) },
  }),
});
console.log(`Listening on ${server.url.href}`);
