import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

/** The headers that belong to a connection and not to the request. The body is sent in one piece, with its length. */
const ofConnection = new Set([
  "connection",
  "content-length",
  "expect",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** How long to wait for the response, in milliseconds. */
const defaultTimeout = 30_000;

/**
 * Sends a request on: the same method, the same bytes and the same headers in their order and spelling, but for `Host` and the
 * headers of the connection. Returns the status of the response.
 *
 * The path is that of the target, or the request's own if the target has none; the request's query follows the target's.
 *
 * @throws {Error} if there is no response.
 */
export function forward(
  target: URL,
  { method, url = "/", rawHeaders }: Pick<IncomingMessage, "method" | "url" | "rawHeaders">,
  body: Uint8Array,
  timeout: number = defaultTimeout,
): Promise<number> {
  const send = target.protocol === "https:" ? requestHttps : requestHttp;
  const headers = ["Host", target.host, ...endToEnd(rawHeaders), "Content-Length", String(body.byteLength)];
  return new Promise((resolve, reject) => {
    const options = { method, headers, agent: false, path: pathOf(target, url), signal: AbortSignal.timeout(timeout) };
    const outgoing = send(target, options, (response) => {
      response.resume();
      resolve(response.statusCode ?? 502);
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Returns the reason why a request got no response, without the URL and what else a system's message may repeat. */
export function failureOf(error: unknown): string {
  const { name, code } = Object(error) as { readonly name?: unknown; readonly code?: unknown };
  if (name === "AbortError" || name === "TimeoutError") return "no response in time";
  return typeof code === "string" ? `no connection: ${code}` : "no connection";
}

function endToEnd(rawHeaders: readonly string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const [name = "", value = ""] = rawHeaders.slice(i, i + 2);
    if (name.toLowerCase() !== "host" && !ofConnection.has(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}

function pathOf({ pathname, search }: URL, url: string): string {
  const start = url.indexOf("?");
  const [path, query] = start < 0 ? [url, ""] : [url.slice(0, start), url.slice(start + 1)];
  const queries = [search.slice(1), query].filter((part) => part !== "").join("&");
  return (pathname === "/" ? path : pathname) + (queries === "" ? "" : `?${queries}`);
}
