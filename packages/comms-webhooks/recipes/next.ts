import type { Receiver } from "comms-webhooks";
import { createWebexReceiver } from "comms-webhooks/webex";

let receiver: Receiver | undefined;

/** Receives with Next.js, as `app/webex/route.ts`. `next build` runs this module, where the secret isn't set. */
export const POST = (request: Request): Promise<Response> => {
  receiver ??= createWebexReceiver({
    secret: process.env["WEBHOOK_SECRET"] ?? "",
    on: { "messages.created": ({ data }) => console.log(`message from ${data.personEmail}`) },
  });
  return receiver(request);
};
