import { NetworkError } from "../errors/network-errors.js";
import {
  bodyTooLong,
  discard,
  type Fetch,
  type FetchInit,
  type FetchResponse,
  missingPart,
  readBody,
} from "./fetch.js";
import type { Work } from "./limits.js";
import { parseJson, type RequestErrors, type ResponseHead } from "./request-errors.js";
import { type Sending, sendingOf } from "./sending.js";

/** What openapi-fetch builds in place of a Request. */
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

/** Sends a request with the platform's `fetch` or a custom one, and returns the response as soon as it begins. */
export async function send(
  url: string,
  init: FetchInit,
  customFetch: Fetch | undefined,
  errors: RequestErrors,
): Promise<FetchResponse> {
  let response: FetchResponse;
  let sending: Sending | undefined = "impossible";
  try {
    const promise = (customFetch ?? fetch)(url, init);
    sending = undefined;
    response = await promise;
  } catch (error) {
    // What throws before it returns a promise has sent nothing.
    throw errors.network(error, sending ?? sendingOf(error, customFetch !== undefined));
  }
  const missing = missingPart(response);
  if (missing) {
    const reason = `the custom fetch didn't return a Response: ${missing} is missing`;
    throw new NetworkError(errors.context(), reason, { sending: "unknown", retryable: false });
  }
  const { signal } = init;
  if (!signal.aborted) return response;
  // It arrived too late: the call goes on without it, or has ended.
  discard(response);
  throw signal.reason;
}

/** Reads and parses the body of a response with a status of 2xx. */
export async function readJson(response: FetchResponse, work: Work, errors: RequestErrors): Promise<ReadResponse> {
  const text = await readText(response, work, errors);
  if (text === undefined) throw errors.invalidResponse(response, "", bodyTooLong);
  if (text === "") throw errors.invalidResponse(response, text, "the body is empty");
  const parsed = parseJson(text);
  if (parsed) return createReadResponse(response, text, parsed.value);
  const mediaType = response.headers.get("Content-Type") ?? "no media type";
  throw errors.invalidResponse(response, text, "the body isn't valid JSON", mediaType);
}

/** Reads a body as text. When the work is cancelled, so is the body, also where `fetch` ignores the signal. */
export async function readText(
  response: FetchResponse,
  work: Work,
  errors: RequestErrors,
): Promise<string | undefined> {
  try {
    return await readBody(response, (cancel) => {
      work.cancel = cancel;
    });
  } catch (error) {
    throw errors.network(error, "unknown", "the connection broke while the body was read");
  }
}
