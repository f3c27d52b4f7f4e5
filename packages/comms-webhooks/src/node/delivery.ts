import type { IncomingMessage } from "node:http";
import { BodyConsumedError, type BodyProblem, type IncomingDelivery } from "../receiver/delivery.js";

/** A request as frameworks on `node:http` pass it. They may have read the body already, and kept its bytes. */
export type NodeRequest = IncomingMessage & {
  readonly body?: unknown;
  readonly rawBody?: unknown;
  readonly originalUrl?: unknown;
};

/** A delivery through `node:http`. It creates no object of the Fetch API until a handler asks for the headers. */
export class NodeDelivery implements IncomingDelivery {
  readonly #request: NodeRequest;

  constructor(request: NodeRequest) {
    this.#request = request;
  }

  /** The bytes of the body, if a framework kept them. */
  get #kept(): Uint8Array<ArrayBuffer> | undefined {
    const { rawBody, body } = this.#request;
    if (rawBody instanceof Uint8Array) return rawBody as Uint8Array<ArrayBuffer>;
    return body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : undefined;
  }

  get method(): string {
    return this.#request.method ?? "";
  }

  /** Express keeps the whole path in `originalUrl` where it takes a router's part off `url`. */
  get url(): string {
    const { originalUrl, url = "/", socket } = this.#request;
    const path = typeof originalUrl === "string" ? originalUrl : url;
    if (!path.startsWith("/")) return path;
    // HTTP/2 has pseudo-headers instead of a socket that can be asked.
    const scheme = this.header(":scheme") ?? (socket && "encrypted" in socket ? "https" : "http");
    return `${scheme}://${this.header("host") ?? this.header(":authority") ?? "localhost"}${path}`;
  }

  header(name: string): string | undefined {
    const { rawHeaders, headers } = this.#request;
    // `headers` drops repeated headers, a second Authorization for example. Mocks and serverless adapters have nothing else.
    if (!rawHeaders?.length) return [headers[name] ?? []].flat().join(", ") || undefined;
    let found: string | undefined;
    for (let i = 0; i < rawHeaders.length; i += 2) {
      const key = rawHeaders[i] as string;
      if (key.length !== name.length || key.toLowerCase() !== name) continue;
      found = found === undefined ? rawHeaders[i + 1] : `${found}, ${rawHeaders[i + 1]}`;
    }
    return found;
  }

  headers(): Headers {
    const { rawHeaders, headers: parsed } = this.#request;
    const headers = new Headers();
    // HTTP/2 has pseudo-headers such as ":path".
    const append = (name: string, value = "") => name.startsWith(":") || headers.append(name, value);
    // Appended one by one, because each header has its own rule for repetition, Cookie and Set-Cookie for example.
    for (let i = 0; i < (rawHeaders?.length ?? 0); i += 2) append(rawHeaders[i] as string, rawHeaders[i + 1]);
    if (rawHeaders?.length) return headers;
    for (const [name, values] of Object.entries(parsed)) for (const value of [values ?? []].flat()) append(name, value);
    return headers;
  }

  consumed(): boolean {
    const { readableDidRead, readableEnded, readableEncoding } = this.#request;
    return !this.#kept && Boolean(readableDidRead || readableEnded || readableEncoding);
  }

  body(limit: number): Promise<Uint8Array<ArrayBuffer> | BodyProblem> {
    const { destroyed } = this.#request;
    const kept = this.#kept;
    if (kept) return Promise.resolve(kept.byteLength > limit ? "too-large" : kept);
    if (this.consumed()) return Promise.reject(new BodyConsumedError());
    return destroyed ? Promise.resolve("aborted") : read(this.#request, limit);
  }
}

function read(request: NodeRequest, limit: number): Promise<Uint8Array<ArrayBuffer> | BodyProblem> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let settled = false;
    const settle = (result: Uint8Array<ArrayBuffer> | BodyProblem) => {
      if (!settled) resolve(result);
      settled = true;
    };
    request.on("data", (chunk: Buffer) => {
      length += chunk.byteLength;
      if (length <= limit) chunks.push(chunk);
      // The rest is read and dropped, so that the connection can be kept alive.
      else settle("too-large");
    });
    request.on("end", () => settle(Buffer.concat(chunks)));
    request.on("error", () => settle("aborted"));
    request.on("close", () => settle("aborted"));
    request.resume();
  });
}
