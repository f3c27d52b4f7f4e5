import { createServer, type Server } from "node:http";
import { toNodeHandler } from "comms-webhooks/node";
import { createWebexReceiver } from "comms-webhooks/webex";

/** Receives with Node's own server. */
export function createNodeServer(secret: string, onMessage: (personEmail: string) => void): Server {
  const receiver = createWebexReceiver({
    secret,
    on: { "messages.created": ({ data }) => onMessage(data.personEmail) },
  });
  return createServer(toNodeHandler(receiver));
}
