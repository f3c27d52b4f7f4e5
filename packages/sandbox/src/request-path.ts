import { servers as servers8x8 } from "@comms-webhooks/8x8-client";
import { servers as webexServers } from "@comms-webhooks/webex-client";

/** Where each part of the sandbox is mounted. */
export const mounts = { webex: "/webex", "8x8": "/8x8", controls: "/_sandbox" } as const;

const mountOfHost: ReadonlyMap<string, string> = new Map(
  [
    ...Object.values(webexServers).map((url) => [url, mounts.webex] as const),
    ...Object.values(servers8x8).map((url) => [url, mounts["8x8"]] as const),
  ].map(([url, mount]) => [new URL(url).host, mount]),
);

/**
 * The path that the sandbox routes by: that of the URL, below its API's mount when the host is a vendor's, without a
 * trailing slash, and as encoded as it came.
 */
export function requestPath(url: string): string {
  const { host, pathname } = new URL(url);
  const path = pathname.endsWith("/") ? pathname.slice(0, -1) : pathname;
  const mounted = Object.values(mounts).some((mount) => path === mount || path.startsWith(`${mount}/`));
  return (mounted ? "" : (mountOfHost.get(host) ?? "")) + path || "/";
}
