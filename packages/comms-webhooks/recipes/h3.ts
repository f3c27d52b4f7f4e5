import { createWebexReceiver } from "comms-webhooks/webex";
import { fromWebHandler, H3 } from "h3";

/** Receives with h3. */
export function createH3App(secret: string, onMessage: (personEmail: string) => void): H3 {
  const receiver = createWebexReceiver({
    secret,
    on: { "messages.created": ({ data }) => onMessage(data.personEmail) },
  });
  return new H3().all("/webex", fromWebHandler(receiver));
}
