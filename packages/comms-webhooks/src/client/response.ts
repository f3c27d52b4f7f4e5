import type { Work } from "./limits.js";

/** What openapi-fetch builds in place of a Request. Each attempt sends a real Request of its own, built from it. */
export interface RequestTemplate {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body?: string;
}

/** Builds a template. openapi-fetch calls it with `new`, in place of `Request`. */
export function buildTemplate(url: string, init: Omit<RequestTemplate, "url">): RequestTemplate {
  return { url, ...init };
}

/** What is known of a response before its body. */
export interface ResponseHead {
  readonly status: number;
  readonly headers: Pick<Headers, "get">;
}

/** A successful response whose body was read: as much of a `Response` as openapi-fetch and the clients need. */
export interface ReadResponse extends ResponseHead {
  readonly ok: true;
  /** The body's text. */
  readonly text: string;
  /** Returns the parsed body. */
  readonly json: () => Promise<unknown>;
}

/** Creates the response that openapi-fetch gets. */
export function readResponse({ status, headers }: ResponseHead, text: string, value?: unknown): ReadResponse {
  // openapi-fetch parses the text itself unless it knows the length, which is known by now.
  const get = (name: string) => (name === "Content-Length" ? `${text.length}` : headers.get(name));
  return { ok: true, status, headers: { get }, text, json: async () => value };
}

/** Returns whether a custom `fetch` returned a Response, of whatever realm or library. */
export function isResponse(value: unknown): value is Response {
  return typeof value === "object" && value !== null && "ok" in value && "headers" in value && "text" in value;
}

/** Drops a body that isn't needed, which frees its connection. */
export function discard({ body }: Response): void {
  // The status is enough: neither the end of the body nor its failure matters.
  if (typeof body?.cancel === "function") body.cancel().catch(() => undefined);
}

const decoder = new TextDecoder();

/** Reads a body as text. When the work is cancelled, so is the body, also where `fetch` ignores the signal. */
export async function readText(response: Response, work: Work): Promise<string> {
  // Some custom functions for fetch have bodies that aren't web streams.
  if (typeof response.body?.getReader !== "function") return response.text();
  const reader = response.body.getReader();
  work.cancel = () => reader.cancel().catch(() => undefined); // How the cancelling ends doesn't matter.
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return chunks.length === 1 ? decoder.decode(chunks[0]) : new Blob(chunks).text();
    chunks.push(value);
  }
}

/** Parses JSON. Returns nothing where the text isn't JSON. */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined; // The caller reports it, and knows what the text was for.
  }
}
