import { isIPv4 } from "node:net";

/** Tells whether a host is this machine, as far as its name alone says: `localhost`, `::1` or `127.…`. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}

/** Tells whether a URL has such a host. */
export function isLoopbackUrl(url: string): boolean {
  return isLoopback(new URL(url).hostname.replace(/^\[(.*)\]$/, "$1"));
}
