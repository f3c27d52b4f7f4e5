import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { BodyConsumedError } from "../receive/body.js";
import type { Receiver } from "../receive/options.js";

/** A request as frameworks on `node:http` pass it, which may have taken the body already. */
export type NodeRequest = IncomingMessage & { readonly body?: unknown; readonly rawBody?: unknown };

/** Methods that a Request of the Fetch API can't have. */
const foreign = new Set(["CONNECT", "TRACE", "TRACK"]);

/**
 * Makes a listener for `node:http`, Express and the like of a receiver.
 * A body that a framework kept as bytes (`body` of express.raw(), or `rawBody`) is taken; one that it parsed is an error,
 * which goes to `next`, or without one to `console.error`, with the answer 500. The promise is never rejected.
 */
export function toNodeHandler(
  receiver: Receiver,
): (request: NodeRequest, response: ServerResponse, next?: (error: unknown) => void) => Promise<void> {
  return async (request, response, next) => {
    try {
      await send(await answerTo(request, receiver), response);
    } catch (error) {
      if (next) return next(error);
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  };
}

async function answerTo(request: NodeRequest, receiver: Receiver): Promise<Response> {
  if (foreign.has(request.method ?? "")) return new Response(null, { status: 405, headers: { Allow: "POST" } });
  return receiver(toRequest(request));
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

/** Takes from the socket only what is asked for: a body that nobody has begun to read is drained by Node itself. */
function streamOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let listening = false;
  let ended = false;
  const end = (finish: () => void) => () => {
    if (!ended) finish();
    ended = true;
  };
  const listen = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    listening = true;
    incoming.on("data", (chunk: Uint8Array) => {
      if (ended) return;
      incoming.pause();
      controller.enqueue(new Uint8Array(chunk));
    });
    incoming.once(
      "end",
      end(() => controller.close()),
    );
    const broken = end(() => controller.error(new Error("the connection broke off")));
    incoming.once("error", broken);
    incoming.once("close", broken);
  };
  return new ReadableStream(
    {
      pull(controller) {
        if (!listening) listen(controller);
        incoming.resume();
      },
      cancel() {
        ended = true;
        incoming.resume();
      },
    },
    { highWaterMark: 0 },
  );
}

async function send(answer: Response, response: ServerResponse): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(new Uint8Array(await answer.arrayBuffer()));
  if (!response.writableFinished && !response.destroyed) {
    await Promise.race([once(response, "finish"), once(response, "close")]);
  }
}
