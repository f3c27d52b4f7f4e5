import { NetworkError } from "../errors/network-errors.js";
import type { Work } from "./limits.js";
import { parseJson, type RequestErrors, type ResponseHead } from "./request-errors.js";

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

/** A successful response whose body was read: as much of a `Response` as openapi-fetch and the clients need. */
export interface ReadResponse extends ResponseHead {
  readonly ok: true;
  /** The body's text. */
  readonly text: string;
  /** Returns the parsed body. */
  readonly json: () => Promise<unknown>;
}

/** Creates the response that openapi-fetch gets. */
export function createReadResponse({ status, headers }: ResponseHead, text = "", value?: unknown): ReadResponse {
  // openapi-fetch parses the text itself unless it knows the length, which is known by now.
  const get = (name: string) => (name === "Content-Length" ? `${text.length}` : headers.get(name));
  return { ok: true, status, headers: { get }, text, json: async () => value };
}

/** Sends a Request with the platform's `fetch` or a custom one, and returns the response as soon as it begins. */
export async function send(
  request: Request,
  customFetch: ((request: Request) => Promise<unknown>) | undefined,
  signal: AbortSignal,
  errors: RequestErrors,
): Promise<Response> {
  let response: unknown;
  try {
    response = await (customFetch ?? fetch)(request);
  } catch (error) {
    throw errors.network(error);
  }
  if (!isResponse(response)) throw new NetworkError(errors.context(), "the custom fetch didn't return a Response");
  if (!signal.aborted) return response;
  // It arrived too late: the call goes on without it, or has ended.
  discard(response);
  throw signal.reason;
}

/** Returns whether a custom `fetch` returned a Response, of whatever realm or library. */
function isResponse(value: unknown): value is Response {
  return typeof value === "object" && value !== null && "ok" in value && "headers" in value && "text" in value;
}

/** Drops a body that isn't needed, which frees its connection. */
export function discard({ body }: Response): void {
  // The status is enough: neither the end of the body nor its failure matters.
  if (typeof body?.cancel === "function") body.cancel().catch(() => undefined);
}

/** Reads and parses the body of a response with a status of 2xx. */
export async function readJson(response: Response, work: Work, errors: RequestErrors): Promise<ReadResponse> {
  const text = await readText(response, work, errors);
  if (text === "") throw errors.invalidResponse(response, text, "the body is empty");
  const parsed = parseJson(text);
  if (parsed) return createReadResponse(response, text, parsed.value);
  const mediaType = response.headers.get("Content-Type") ?? "no media type";
  throw errors.invalidResponse(response, text, "the body isn't valid JSON", mediaType);
}

const decoder = new TextDecoder();

/** Reads a body as text. When the work is cancelled, so is the body, also where `fetch` ignores the signal. */
export async function readText(response: Response, work: Work, errors: RequestErrors): Promise<string> {
  try {
    // Some custom functions for fetch have bodies that aren't web streams.
    if (typeof response.body?.getReader !== "function") return await response.text();
    const reader = response.body.getReader();
    work.cancel = () => reader.cancel().catch(() => undefined); // How the cancelling ends doesn't matter.
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return chunks.length === 1 ? decoder.decode(chunks[0]) : await new Blob(chunks).text();
      chunks.push(value);
    }
  } catch (error) {
    throw errors.network(error, "the connection broke while the body was read");
  }
}
