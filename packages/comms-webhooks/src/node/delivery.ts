import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import { BodyConsumedError, type BodyProblem, type IncomingDelivery } from "../receiver/delivery.js";
import { type ParsedHeaders, parsedHeader, toHeaders } from "../receiver/parsed-headers.js";

/** A request as `node:http`, `node:http2` and frameworks on them pass it. They may have read the body, and kept it. */
export type NodeRequest = (IncomingMessage | Http2ServerRequest) & {
  readonly body?: unknown;
  readonly rawBody?: unknown;
  readonly originalUrl?: unknown;
};

/** A response of `node:http` or `node:http2`. */
export type NodeResponse = ServerResponse | Http2ServerResponse;

/** What a decoder writes in place of bytes that aren't UTF-8, and halves of characters, which no bytes decode to. */
const lossy = /[\uFFFD\p{Cs}]/u;

/** A delivery through `node:http`. It creates no object of the Fetch API until a handler asks for the headers. */
export class NodeDelivery implements IncomingDelivery {
  readonly #request: NodeRequest;
  readonly #response: NodeResponse;

  constructor(request: NodeRequest, response: NodeResponse) {
    this.#request = request;
    this.#response = response;
  }

  /** The bytes of the body, if a framework kept them or a text that they can be had from. */
  get #kept(): Uint8Array<ArrayBuffer> | undefined {
    const { rawBody, body, readableDidRead } = this.#request;
    const kept = bytesOf(rawBody) ?? bytesOf(body);
    // What is empty before anything was read is a placeholder.
    return kept?.byteLength === 0 && readableDidRead === false ? undefined : kept;
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
    if (!rawHeaders?.length) return parsedHeader(headers as ParsedHeaders, name);
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
    if (!rawHeaders?.length) return toHeaders(parsed as ParsedHeaders);
    const headers = new Headers();
    for (let i = 0; i < rawHeaders.length; i += 2) {
      const [name = "", value = ""] = rawHeaders.slice(i, i + 2);
      if (!name.startsWith(":")) headers.append(name, value);
    }
    return headers;
  }

  consumed(): boolean {
    const request = this.#request;
    const { readableDidRead, readableEnded, readableEncoding } = request;
    const isUnread = !readableDidRead && !readableEnded && !readableEncoding && typeof request.resume === "function";
    // HTTP/2 reads what nobody will read when the sender is gone.
    return !isUnread && !request.aborted && !this.#kept;
  }

  body(limit: number): Promise<Uint8Array<ArrayBuffer> | BodyProblem> {
    const kept = this.#kept;
    if (kept) return Promise.resolve(kept.byteLength > limit ? "too-large" : kept);
    if (this.consumed()) return Promise.reject(new BodyConsumedError());
    const { destroyed, aborted } = this.#request;
    return destroyed || aborted || isGone(this.#response)
      ? Promise.resolve("aborted")
      : read(this.#request, this.#response, limit);
  }
}

/** Returns whether no one can receive a response any more. */
export function isGone(response: NodeResponse): boolean {
  const { destroyed, stream } = response as { readonly destroyed?: boolean; readonly stream?: { destroyed: boolean } };
  return destroyed === true || stream?.destroyed === true;
}

function bytesOf(body: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (body instanceof Uint8Array) return body as Uint8Array<ArrayBuffer>;
  return typeof body === "string" && !lossy.test(body) ? Buffer.from(body) : undefined;
}

function read(
  request: NodeRequest,
  response: NodeResponse,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | BodyProblem> {
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
    const abort = () => settle("aborted");
    request.on("error", abort);
    request.on("aborted", abort);
    request.on("close", abort);
    response.on("close", abort);
    request.resume();
  });
}
