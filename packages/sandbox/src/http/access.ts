import { parseUrl } from "@comms-webhooks/validation";
import { Hono } from "hono";
import { cors } from "hono/cors";
import { isLoopback } from "./hosts.js";

/** Who may use the sandbox over its socket, besides programs on this machine. */
export interface AccessOptions {
  /**
   * Host names that requests may be addressed to, besides `localhost`, loopback addresses and the `host` that the sandbox
   * listens on. A name that begins with a dot stands for its subdomains as well. Default: none.
   */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Origins whose pages may call the sandbox, such as `http://localhost:5173`. They get CORS headers. Default: none. */
  readonly allowedOrigins?: readonly string[] | undefined;
}

type Fetch = (request: Request) => Promise<Response>;

/**
 * Guards a fetch handler that is served over a socket. A web page can send requests to any port of this machine; its browser
 * names the page in `Origin`, and a name that leads here by way of DNS in `Host`.
 */
export function guard(fetch: Fetch, host: string, { allowedHosts = [], allowedOrigins = [] }: AccessOptions): Fetch {
  const isAllowedHost = (name: string) =>
    isLoopback(name) || [host, ...allowedHosts].some((each) => matches(name, each));
  const app = new Hono();
  app.use(async (c, next) => {
    const { hostname, origin: own } = new URL(c.req.url);
    const name = hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
    if (!isAllowedHost(name)) {
      const message = `The sandbox serves this machine only; got the host ${JSON.stringify(name)}. To allow it, add it to allowedHosts.`;
      return c.json({ message }, 403);
    }
    const origin = c.req.header("origin");
    if (origin !== undefined && origin !== own && !allowedOrigins.includes(origin)) {
      const message = `Web pages can't use the sandbox; got the origin ${JSON.stringify(origin)}. To allow it, add it to allowedOrigins.`;
      return c.json({ message }, 403);
    }
    return next();
  });
  if (allowedOrigins.length > 0) {
    const exposeHeaders = ["Allow", "Link", "Retry-After", "TrackingID", "WWW-Authenticate"];
    app.use(cors({ origin: [...allowedOrigins], exposeHeaders, allowMethods: ["GET", "POST", "PUT", "DELETE"] }));
  }
  app.all("*", (c) => fetch(c.req.raw));
  return async (request) => app.fetch(request);
}

function matches(name: string, allowed: string): boolean {
  const lower = allowed.toLowerCase();
  return lower.startsWith(".") ? name === lower.slice(1) || name.endsWith(lower) : name === lower;
}

/** Returns whether a text is a host name or an address, which may begin with a dot: no scheme, port, path or wildcard. */
export function isHostName(text: string): boolean {
  const name = text.replace(/^\./, "");
  const host = name.includes(":") ? `[${name}]` : name;
  // A URL may have "*" in its host, but no request has.
  return !name.includes("*") && parseUrl(`http://${host}`)?.host === host.toLowerCase();
}

/** Returns whether a text is an origin as browsers send it. */
export function isOrigin(text: string): boolean {
  return parseUrl(text)?.origin === text;
}
