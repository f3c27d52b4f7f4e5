import { bodyParser } from "@koa/bodyparser";
import { toNodeHandler } from "comms-webhooks/node";
import { createWebexReceiver } from "comms-webhooks/webex";
import Koa from "koa";

/** Receives with Koa: the receiver comes before the body parser, and responds by itself. */
export function createKoaApp(secret: string, onMessage: (personEmail: string) => void): Koa {
  const receiver = createWebexReceiver({
    secret,
    on: { "messages.created": ({ data }) => onMessage(data.personEmail) },
  });
  const handler = toNodeHandler(receiver);
  const app = new Koa();
  app.use(async (context, next) => {
    if (context.path !== "/webex") return next();
    context.respond = false;
    await handler(context.req, context.res);
  });
  app.use(bodyParser());
  return app;
}

/** If the body parser has to come first, it keeps the text. */
export function createKoaAppWithParser(secret: string, onMessage: (personEmail: string) => void): Koa {
  const receiver = createWebexReceiver({
    secret,
    on: { "messages.created": ({ data }) => onMessage(data.personEmail) },
  });
  const handler = toNodeHandler(receiver);
  const app = new Koa();
  app.use(bodyParser());
  app.use(async (context, next) => {
    if (context.path !== "/webex") return next();
    context.respond = false;
    await handler(Object.assign(context.req, { rawBody: context.request.rawBody }), context.res);
  });
  return app;
}
