import { toNodeHandler } from "comms-webhooks/node";
import { createWebexReceiver } from "comms-webhooks/webex";
import express, { type Express } from "express";

/** Receives with Express: the receiver comes before express.json(), which would read the bytes that were signed. */
export function createExpressApp(secret: string, onMessage: (personEmail: string) => void): Express {
  const receiver = createWebexReceiver({
    secret,
    on: { "messages.created": ({ data }) => onMessage(data.personEmail) },
  });
  const app = express();
  app.post("/webex", toNodeHandler(receiver));
  app.use(express.json());
  return app;
}

/** If express.json() has to come first, express.raw() on the path keeps the bytes. */
export function createExpressAppWithRaw(secret: string, onMessage: (personEmail: string) => void): Express {
  const receiver = createWebexReceiver({
    secret,
    on: { "messages.created": ({ data }) => onMessage(data.personEmail) },
  });
  const app = express();
  app.use("/webex", express.raw({ type: () => true, limit: "1mb" }));
  app.use(express.json());
  app.post("/webex", toNodeHandler(receiver));
  return app;
}
