import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { BodyConsumedError } from "../receive/body.js";
import type { Receiver } from "../receive/options.js";

/** A request as frameworks on `node:http` pass it, which may have taken the body already. */
export type NodeRequest = IncomingMessage & { readonly body?: unknown; readonly rawBody?: unknown };

/**
 * Makes a listener for `node:http`, Express and the like of a receiver.
 * A body that a framework kept as bytes (`body` of express.raw(), or `rawBody`) is taken; one that it parsed is an error
 * that the listener's promise is rejected with, or that `next` is called with.
 */
export function toNodeHandler(
  receiver: Receiver,
): (request: NodeRequest, response: ServerResponse, next?: (error: unknown) => void) => Promise<void> {
  return async (request, response, next) => {
    try {
      await send(await receiver(toRequest(request)), response);
    } catch (error) {
      if (!next) throw error;
      next(error);
    }
  };
}

function toRequest(incoming: NodeRequest): Request {
  const method = incoming.method ?? "GET";
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  // What the receiver needs of the URL is nothing; a host that is no host must not break it.
  const url = "http://receiver.invalid/";
  if (method === "GET" || method === "HEAD") return new Request(url, { method, headers });
  return new Request(url, { method, headers, body: bodyOf(incoming), duplex: "half" } as RequestInit);
}

function bodyOf(incoming: NodeRequest): BodyInit {
  for (const kept of [incoming.rawBody, incoming.body]) {
    if (kept instanceof Uint8Array) return new Uint8Array(kept);
  }
  if (incoming.readableDidRead || incoming.readableEnded) throw new BodyConsumedError();
  return streamOf(incoming);
}

function streamOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = incoming[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    cancel() {
      incoming.resume();
    },
  });
}

async function send(answer: Response, response: ServerResponse): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(new Uint8Array(await answer.arrayBuffer()));
  if (!response.writableFinished && !response.destroyed)
    await Promise.race([once(response, "finish"), once(response, "close")]);
}
