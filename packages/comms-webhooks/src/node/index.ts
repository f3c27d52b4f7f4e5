import type { ServerResponse } from "node:http";
import type { Receiver, ReceiverResponse } from "../receiver/delivery.js";
import { NodeDelivery, type NodeRequest } from "./delivery.js";

export type { NodeRequest };

/** A listener for `node:http`, which Express and similar frameworks also accept as a handler. */
export type NodeHandler = (
  request: NodeRequest,
  response: ServerResponse,
  next?: (error: unknown) => void,
) => Promise<void>;

/**
 * Creates a listener for `node:http`, Express and similar frameworks from a receiver.
 *
 * If a framework has read the body, its bytes are used where it kept them: `body` of `express.raw()`, or `rawBody`.
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
  if (typeof receiver?.handle !== "function") {
    const got = typeof receiver === "function" ? "a function without it" : receiver === null ? "null" : typeof receiver;
    throw new TypeError(
      "receiver must have a handle function, as the receivers of this package have. To wrap one, pass " +
        `{ handle: (delivery, platform) => receiver.handle(delivery, platform) }; got ${got}`,
    );
  }
  return async (request, response, next) => {
    try {
      await send(await receiver.handle(new NodeDelivery(request)), response);
    } catch (error) {
      if (next) return next(error);
      console.error(error);
      if (!response.headersSent) response.statusCode = 500;
      response.end();
    }
  };
}

function send({ status, headers, body }: ReceiverResponse, response: ServerResponse): Promise<void> {
  if (response.headersSent) throw new Error("The response was already sent, by something else than the receiver.");
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body ?? undefined);
  return new Promise((resolve) => {
    if (response.writableFinished || response.destroyed) return resolve();
    response.on("finish", resolve);
    response.on("close", resolve);
  });
}
