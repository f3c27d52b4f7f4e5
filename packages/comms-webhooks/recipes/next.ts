import { createWebexReceiver } from "comms-webhooks/webex";

/** Receives with Next.js, as `app/webex/route.ts`. `next build` runs this module where the secret isn't set. */
export const POST = createWebexReceiver({
  secret: () => process.env["WEBHOOK_SECRET"],
  on: { "messages.created": ({ data }) => console.log(`message from ${data.personEmail}`) },
});
