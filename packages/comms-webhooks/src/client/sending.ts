import { causesOf } from "./error-cause.js";

/**
 * What is known of a request after `fetch` threw: it can't be sent as it is, so that no retry helps; it wasn't sent; or it
 * may have been sent.
 */
export type Sending = "impossible" | "notSent" | "unknown";

/**
 * Errors that occur before a request is sent and don't pass: the URL, its port, the server's certificate, no TLS at that
 * port. Node and Bun have codes, Deno has texts; workerd and browsers don't report the cause.
 */
const impossible =
  /\b(?:\w*CERT\w*|UNABLE_TO_\w+|ERR_SSL_(?:WRONG_VERSION|PACKET_LENGTH)\w+|ERR_INVALID_(?:URL|ARG\w+))\b|TLS handshake failed|\): (?:invalid peer certificate|received corrupt)|^bad port|^Fetch failed: Requests to port/m;

/** Errors that occur before a request is sent and may pass: no address, no connection, no tunnel through a proxy. */
const notSent =
  /\b(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused)\b|^(?:connect|getaddrinfo)$|\(Connect\)|Tunneling/m;

/** Mistakes in the code of a custom `fetch`. Runtimes use TypeErrors for network failures too, with words like these. */
const mistakes = /^(?:TypeError|ReferenceError|RangeError|SyntaxError)$/;
const network = /fetch|network|load failed|connect|socket|terminated|offline|request failed/i;

/** Decides from an error and its causes whether the request was sent. */
export function sendingOf(thrown: unknown, isCustom: boolean): Sending {
  const causes = causesOf(thrown);
  const text = causes.flatMap(({ code, syscall, message }) => [code, syscall, message]).join("\n");
  if (impossible.test(text)) return "impossible";
  if (notSent.test(text)) return "notSent";
  const [{ name = "", message = "", code } = {}] = causes;
  const isMistake = isCustom && causes.length === 1 && !code && mistakes.test(name) && !network.test(message);
  return isMistake ? "impossible" : "unknown";
}
