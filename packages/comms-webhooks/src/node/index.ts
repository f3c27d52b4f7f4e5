/**
 * Receivers on `node:http`, `node:http2`, Express and similar frameworks.
 *
 * @module
 */

import { assertHandle, type Receiver, type ReceiverResponse } from "../receiver/delivery.js";
import { isGone, NodeDelivery, type NodeRequest, type NodeResponse } from "./delivery.js";

export type { NodeRequest, NodeResponse };

/** A listener for `node:http` and `node:http2`, which Express and similar frameworks also accept as a handler. */
export type NodeHandler = (
  request: NodeRequest,
  response: NodeResponse,
  next?: (error: unknown) => void,
) => Promise<void>;

/**
 * Creates a listener for `node:http`, `node:http2`, Express and similar frameworks from a receiver.
 *
 * If a framework has read the body, `rawBody` or `body` is used where it has the bytes, such as that of `express.raw()`, or
 * the text that was decoded from them without a loss, such as that of `express.text()`.
 * Otherwise the error, a `BodyConsumedError`, is passed to `next`; without a `next` it is printed with `console.error` and
 * the response is 500. The promise resolves once the response was sent or the connection broke, and never rejects.
 *
 * `receiver` can be any object with a `handle` function, so that you can wrap a receiver's own, to log or to route.
 * @throws {TypeError} if `receiver` has no `handle` function.
 *
 * @example
 * ```ts
 * import { createServer } from "node:http";
 * import { toNodeHandler } from "comms-webhooks/node";
 * import { createWebexReceiver } from "comms-webhooks/webex";
 *
 * const receiver = createWebexReceiver({
 *   secret: process.env["WEBHOOK_SECRET"]!,
 *   on: { "messages.created": ({ data }) => console.log(data.id) },
 * });
 * createServer(toNodeHandler(receiver)).listen(3000);
 * ```
 *
 * @example Log each response
 * ```ts
 * import type { Receiver } from "comms-webhooks";
 * import { type NodeHandler, toNodeHandler } from "comms-webhooks/node";
 *
 * export function toLoggingHandler(receiver: Receiver): NodeHandler {
 *   return toNodeHandler({
 *     async handle(delivery, platform) {
 *       const response = await receiver.handle(delivery, platform);
 *       console.log(delivery.method, response.status);
 *       return response;
 *     },
 *   });
 * }
 * ```
 */
export function toNodeHandler(receiver: Pick<Receiver, "handle">): NodeHandler {
  assertHandle(receiver);
  return async (request, response, next) => {
    try {
      await send(await receiver.handle(new NodeDelivery(request, response)), request, response);
    } catch (error) {
      if (next) return next(error);
      console.error(error);
      if (!response.headersSent) response.statusCode = 500;
      response.end();
    }
  };
}

function send(
  { status, headers, body }: ReceiverResponse,
  request: NodeRequest,
  response: NodeResponse,
): Promise<void> {
  if (isGone(response)) return Promise.resolve();
  if (response.headersSent) throw new Error("The response was already sent, by something else than the receiver.");
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body ?? "");
  return new Promise((resolve) => {
    const done = () => resolve();
    const socket = response.socket ?? request.socket;
    if (response.writableFinished || !socket || socket.destroyed) return done();
    response.on("finish", done);
    response.on("close", done);
    // A pipelined response has no socket before its turn, and isn't closed with the request's.
    if (!response.socket) socket.once?.("close", done);
  });
}
