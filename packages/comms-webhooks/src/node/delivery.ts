import type { IncomingMessage } from "node:http";
import { BodyConsumedError, type BodyProblem } from "../receiver/body.js";
import type { IncomingDelivery } from "../receiver/delivery.js";

/** A request as frameworks on `node:http` pass it. They may have read the body already, and kept its bytes. */
export type NodeRequest = IncomingMessage & { readonly body?: unknown; readonly rawBody?: unknown };

/** Creates a delivery from a request of `node:http`. */
export function fromIncomingMessage(incoming: NodeRequest): IncomingDelivery {
  return {
    method: incoming.method ?? "",
    header: (name) => valuesOf(incoming, name)?.join(", "),
    headers() {
      const headers = new Headers();
      for (const name of Object.keys(incoming.headers)) {
        // HTTP/2 has pseudo-headers such as ":path".
        if (name.startsWith(":")) continue;
        for (const value of valuesOf(incoming, name) ?? []) headers.append(name, value);
      }
      return headers;
    },
    body: (limit) => readBody(incoming, limit),
  };
}

/** `headers` drops all but the first of some repeated headers, and `headersDistinct` is empty on HTTP/2 and on mocks. */
function valuesOf({ headers, headersDistinct }: NodeRequest, name: string): readonly string[] | undefined {
  const value = headersDistinct?.[name] ?? headers[name];
  return typeof value === "string" ? [value] : value;
}

async function readBody(incoming: NodeRequest, limit: number): Promise<Uint8Array<ArrayBuffer> | BodyProblem> {
  for (const kept of [incoming.rawBody, incoming.body]) {
    if (kept instanceof Uint8Array) return kept.byteLength > limit ? "too-large" : (kept as Uint8Array<ArrayBuffer>);
  }
  if (incoming.readableDidRead || incoming.readableEnded || incoming.readableEncoding) throw new BodyConsumedError();
  if (incoming.destroyed) return "aborted";
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let length = 0;
    incoming.on("data", (chunk: Buffer) => {
      length += chunk.byteLength;
      if (length <= limit) return chunks.push(chunk);
      // The rest is read and dropped, so that the connection can be kept alive.
      chunks = [];
      resolve("too-large");
    });
    incoming.on("end", () => resolve(Buffer.concat(chunks)));
    const onBroken = () => resolve("aborted");
    incoming.on("error", onBroken);
    incoming.on("close", onBroken);
    incoming.resume();
  });
}
