/** What the option `fetch` is called with beside the URL: plain values, which every implementation of `fetch` accepts. */
export interface FetchInit {
  /** The HTTP method, in upper case. */
  readonly method: string;
  /** Header names, in lower case, and their values. */
  readonly headers: Record<string, string>;
  /** The JSON text; absent where nothing is sent. */
  readonly body?: string;
  /** Aborts when the attempt's time is up, or the call is aborted. */
  readonly signal: AbortSignal;
  /** These APIs don't redirect, and the token goes nowhere else. */
  readonly redirect: "manual";
}

/** As much of a Response as the clients read. */
export interface FetchResponse {
  /** Whether the status is 2xx. */
  readonly ok: boolean;
  /** The HTTP status. */
  readonly status: number;
  /** The status in words. */
  readonly statusText?: string | undefined;
  /** The headers. Names are compared without case. */
  readonly headers: { get(name: string): string | null };
  /** A web stream or a Node stream. Other bodies are read by `text()`, whole. */
  readonly body?: unknown;
  /** Reads the whole body. */
  text(): Promise<string>;
}

/** Sends a request. The global `fetch` has this type, and so have those of undici, node-fetch, ky and the sandbox. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** Names what an object that a custom `fetch` returned lacks of a response. Returns nothing where it is one. */
export function missingPart(value: unknown): string | undefined {
  const { ok, status, headers, text } = Object(value) as { [Name in keyof FetchResponse]?: unknown };
  const parts = {
    ok: typeof ok === "boolean",
    status: typeof status === "number",
    "headers.get()": typeof Object(headers).get === "function",
    "text()": typeof text === "function",
  };
  return Object.entries(parts).find(([, isThere]) => !isThere)?.[0];
}

/** The parts of web streams and Node streams that the clients use. */
interface Body {
  readonly getReader?: () => { read(): Promise<Chunk>; cancel(): Promise<void> };
  readonly [Symbol.asyncIterator]?: () => { next(): Promise<Chunk> };
  readonly cancel?: () => Promise<void>;
  readonly destroy?: () => void;
}

interface Chunk {
  readonly value?: Uint8Array<ArrayBuffer>;
  readonly done?: boolean;
}

/** The longest body that is read, in bytes. */
const maxBytes = 10 * 1024 ** 2;

/** What errors say of a longer body. */
export const bodyTooLong = "the body is longer than 10 MiB";

const decoder = new TextDecoder();

/**
 * Reads a body as text. Returns nothing where it is too long; then, and by the function that `onCancel` gets, reading ends
 * and the connection is freed.
 */
export async function readBody(
  response: FetchResponse,
  onCancel: (cancel: () => void) => void,
): Promise<string | undefined> {
  const body = Object(response.body) as Body;
  const reader = body.getReader?.();
  const iterator = reader ? undefined : body[Symbol.asyncIterator]?.();
  if (!reader && !iterator) {
    return Number(response.headers.get("Content-Length")) > maxBytes ? undefined : `${await response.text()}`;
  }
  // How the cancelling ends doesn't matter.
  const cancel = () => (reader ? void reader.cancel().catch(() => undefined) : body.destroy?.());
  onCancel(cancel);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let size = 0; ; ) {
    const { value, done } = await (reader ? reader.read() : (iterator as { next(): Promise<Chunk> }).next());
    if (done || !value) return chunks.length === 1 ? decoder.decode(chunks[0]) : new Blob(chunks).text();
    size += value.length;
    chunks.push(value);
    if (size > maxBytes) {
      cancel();
      return undefined;
    }
  }
}

/** Drops a body that isn't needed, which frees its connection. */
export function discard(response: FetchResponse): void {
  const body = Object(response.body) as Body;
  // The status is enough: neither the end of the body nor its failure matters.
  if (typeof body.cancel === "function") body.cancel().catch(() => undefined);
  else body.destroy?.();
}
