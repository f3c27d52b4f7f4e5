import { isIPv4 } from "node:net";

/** An API that is served below a path. */
export interface Mount {
  /** The path, without a trailing slash. */
  readonly path: string;
  /** The base URLs whose hosts stand for the path. */
  readonly servers: readonly string[];
}

/** Returns whether a host is this machine, by its name alone: `localhost`, `::1` or `127.…`. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}

/**
 * Returns whether the host of a URL is this machine, by its name alone: `localhost`, `::1` or `127.…`.
 *
 * @example
 * ```ts
 * import { isLoopbackUrl } from "@comms-webhooks/sandbox";
 *
 * console.log(isLoopbackUrl("http://127.0.0.1:8787/hooks")); // true
 * console.log(isLoopbackUrl("https://hooks.example.com")); // false
 * ```
 */
export function isLoopbackUrl(url: string): boolean {
  return isLoopback(new URL(url).hostname.replace(/^\[(.*)\]$/, "$1"));
}

/** Returns the path that all servers of an API have in common, without a trailing slash. */
export function basePathOf(servers: readonly string[]): string {
  return new URL(servers[0] ?? "http://sandbox.invalid").pathname.replace(/\/$/, "");
}

/**
 * Creates the function that turns a request's URL into the path to route it by: the URL's own, below the mount where the
 * host is a vendor's. The path has no trailing slash and keeps its encoding.
 */
export function pathRouter(mounts: readonly Mount[]): (url: string) => string {
  const mountOfHost = new Map(mounts.flatMap(({ path, servers }) => servers.map((url) => [new URL(url).host, path])));
  return (url) => {
    const { host, pathname } = new URL(url);
    const path = pathname.endsWith("/") ? pathname.slice(0, -1) : pathname;
    const mounted = mounts.some((mount) => path === mount.path || path.startsWith(`${mount.path}/`));
    return (mounted ? "" : (mountOfHost.get(host) ?? "")) + path || "/";
  };
}
