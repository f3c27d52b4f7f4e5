import type { BodyProblem, IncomingDelivery, ReceiverResponse } from "./delivery.js";

/**
 * Creates a delivery from a request of the Fetch API.
 * @throws {TypeError} if it isn't one.
 */
export function fromRequest(request: Request): IncomingDelivery {
  if (typeof request?.headers?.get !== "function") {
    const got = request === null ? "null" : typeof request;
    throw new TypeError(
      `request must be a Request of the Fetch API; got ${got}. On node:http use toNodeHandler of comms-webhooks/node.`,
    );
  }
  return {
    method: request.method,
    url: request.url,
    header: (name) => request.headers.get(name),
    headers: () => request.headers,
    consumed: () => isConsumed(request),
    body: (limit) => readBody(request, limit),
  };
}

/** Creates a response of the Fetch API. Its body ends when `until` has resolved. */
export function toResponse({ status, headers, body }: ReceiverResponse, until?: Promise<unknown>): Response {
  const open = until && new ReadableStream({ start: (controller) => until.then(() => controller.close()) });
  return new Response(open ?? body, { status, headers });
}

function isConsumed(request: Request): boolean {
  return request.bodyUsed || request.body?.locked === true;
}

async function readBody(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | BodyProblem> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  for (;;) {
    const chunk = await reader.read().catch(() => "aborted" as const);
    if (chunk === "aborted") return "aborted";
    if (chunk.done) return join(chunks, length);
    length += chunk.value.byteLength;
    if (length > limit) {
      // The sender may have more to send. Whether it accepts the cancellation doesn't matter.
      reader.cancel().catch(() => undefined);
      return "too-large";
    }
    chunks.push(chunk.value);
  }
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return body;
}
