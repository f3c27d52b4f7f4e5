// Compiled, never run: each `@ts-expect-error` fails the type check when its line becomes legal.
import { createServer } from "node:http";
import { createServer as createHttp2Server } from "node:http2";
import express from "express";
import { Hono } from "hono";
import {
  create8x8Dispatcher,
  create8x8Receiver,
  type ReceiverOptions as ReceiverOptions8x8,
} from "../../src/8x8/index.js";
import {
  type BaseReceiverOptions,
  type Dispatcher,
  type Handler,
  memorySeenStore,
  type Platform,
  type QueuedDelivery,
  type Receiver,
} from "../../src/index.js";
import { toNodeHandler } from "../../src/node/index.js";
import {
  createWebexDispatcher,
  createWebexReceiver,
  type DeliveryMap,
  type ReceiverOptions,
  type UnknownDelivery,
} from "../../src/webex/index.js";

const webex: Receiver = createWebexReceiver({
  secret: ["new", "old"],
  on: {
    "messages.created": ({ data }) => data.personEmail satisfies string,
    "rooms.created": undefined,
    "*": (delivery, { name, headers }) => [delivery.resource satisfies string, name satisfies string, headers.get("x")],
  },
  onUnknown: (delivery, { original }) => [delivery, original],
  duplicates: { store: memorySeenStore({ max: undefined, now: undefined }), window: undefined, lease: undefined },
  now: () => 0,
  setTimer: () => () => undefined,
});
const receiver8x8: Receiver = create8x8Receiver({ unverified: true, authorization: undefined, on: undefined });
create8x8Receiver({ verifyToken: (token, { url }) => token === url });

// Credentials can depend on the request, and on a variable that may not be set.
declare const variable: string | undefined;
const secrets: Record<string, string> = {};
createWebexReceiver({ secret: () => variable });
createWebexReceiver({
  secret: async ({ url, method, header }) => [secrets[`${url}${method}${header("x")}`] ?? "none"],
});
create8x8Receiver({ authorization: ({ url }) => secrets[url ?? ""], verifyToken: undefined });
// @ts-expect-error: nothing is no secret
createWebexReceiver({ secret: variable });
// @ts-expect-error: nothing is no secret
createWebexReceiver({ secret: ["new", variable] });
// @ts-expect-error: nothing is no authorization
create8x8Receiver({ authorization: variable });
// @ts-expect-error: a receiver verifies, or says that it doesn't
create8x8Receiver({ on: {} });

// A handler sees what was received; an exhaustive switch over names includes those that no one knows today.
createWebexReceiver({
  secret: "s",
  on: { "*": (_delivery, { url, body }) => [url satisfies string | undefined, body satisfies Uint8Array] },
  onUnknown: (delivery) => [delivery.resource satisfies string, delivery.event satisfies string, delivery.data?.["id"]],
});
export function nameOf(delivery: DeliveryMap[keyof DeliveryMap] | UnknownDelivery): string {
  switch (delivery.resource) {
    case "messages":
      return String(delivery.data?.id);
    default:
      return delivery.resource satisfies string;
  }
}
create8x8Receiver({ authorization: "Basic x", verifyToken: async (token) => token === "good", unverified: undefined });

// @ts-expect-error: a receiver verifies, or says that it doesn't
createWebexReceiver({ on: {} });
// @ts-expect-error: one or the other
createWebexReceiver({ secret: "s", unverified: true });
// @ts-expect-error: only `true` skips the check
createWebexReceiver({ unverified: false });
// @ts-expect-error: one or the other
create8x8Receiver({ verifyToken: () => true, unverified: true });
// @ts-expect-error: messages are never updated
createWebexReceiver({ secret: "s", on: { "messages.updated": () => undefined } });
// @ts-expect-error: there is no such option
createWebexReceiver({ secret: "s", maxbytes: 5 });
// @ts-expect-error: a handler is a function
createWebexReceiver({ secret: "s", on: { "rooms.created": "handler" } });
// @ts-expect-error: a message has no such field
createWebexReceiver({ secret: "s", on: { "messages.created": ({ data }) => data.text } });

// A context has the name of its handler, so that a switch over the names of `"*"` can be exhaustive.
createWebexReceiver({
  secret: "s",
  on: {
    "messages.created": (_delivery, { name }) => name satisfies "messages.created",
    "*": (_delivery, { name }) => name satisfies keyof DeliveryMap,
  },
  onUnknown: (_delivery, { name }) => {
    // @ts-expect-error: it can be any name
    name satisfies keyof DeliveryMap;
  },
});
const shared: Handler<DeliveryMap["rooms.created"]> = ({ data }, { name }) => [data.id, name];
createWebexReceiver({ secret: "s", on: { "rooms.created": shared } });
// A queue in place of the handlers.
const enqueue = async ({ key, name }: QueuedDelivery) => void [key satisfies string, name satisfies string];
createWebexReceiver({ secret: "s", enqueue, duplicates: { store: memorySeenStore() }, on: undefined });
create8x8Receiver({ verifyToken: () => true, enqueue, deadline: 3_000 });
createWebexReceiver({ secret: "s", enqueue: undefined, on: { "*": () => undefined } });
// @ts-expect-error: one or the other
createWebexReceiver({ secret: "s", enqueue, on: {} });
// @ts-expect-error: one or the other
create8x8Receiver({ unverified: true, enqueue, onUnknown: () => undefined });
const dispatchers: Dispatcher[] = [
  createWebexDispatcher({ on: { "messages.created": ({ data }) => data.personEmail satisfies string } }),
  create8x8Dispatcher({ on: { "*": (_delivery, { headers }) => headers.get("x") }, onInvalid: undefined }),
];
// @ts-expect-error: messages are never updated
createWebexDispatcher({ on: { "messages.updated": () => undefined } });

// The options of both have what all receivers have.
const base: BaseReceiverOptions<DeliveryMap, UnknownDelivery> = { deadline: 5_000 };
const options: ReceiverOptions = { ...base, secret: "s" };
const options8x8: ReceiverOptions8x8 = { authorization: "Basic x", maxBytes: 1 };

// A receiver fits where frameworks want a handler, whatever they pass beside the request.
type Fetch<Rest extends unknown[]> = (request: Request, ...rest: Rest) => Response | Promise<Response>;
webex satisfies Fetch<[]>;
webex satisfies Fetch<[context: { params: Promise<Record<string, string>> }]>; // Next.js
webex satisfies Fetch<[info: { remoteAddr: { hostname: string } }]>; // Deno
webex satisfies Fetch<[server: { port: number }]>; // Bun
webex satisfies Fetch<[env: { KV: object }, context: { waitUntil(promise: Promise<unknown>): void }]>; // a worker
webex satisfies Fetch<[context: { waitUntil(promise: Promise<unknown>): void }]>;
webex satisfies Fetch<[platform?: Platform | null]>;
webex satisfies Fetch<[env: unknown, context: unknown]>; // whatever else
new Hono().all("/webex", (context) => webex(context.req.raw, context.executionCtx));
express().post("/webex", toNodeHandler(webex));
createServer(toNodeHandler(receiver8x8));
createHttp2Server(toNodeHandler(receiver8x8));
toNodeHandler({ handle: async (delivery, platform) => webex.handle(delivery, platform) });
// @ts-expect-error: a function of the Fetch API is not enough
toNodeHandler(async () => new Response());

export { dispatchers, options, options8x8 };
