import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { SandboxListenError } from "./listen-error.js";

/** A server that accepts connections. */
export interface OpenServer {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Stops it and cuts its connections, idle or not; calling it again changes nothing. */
  readonly close: () => Promise<void>;
}

/** Serves a fetch handler by HTTP; rejects with a `SandboxListenError`. */
export async function openServer(
  fetch: (request: Request) => Promise<Response>,
  host: string,
  port: number,
): Promise<OpenServer> {
  // The process belongs to the user: its global Request and Response stay as they are.
  const server = createServer(getRequestListener(fetch, { overrideGlobalObjects: false }));
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(new SandboxListenError(host, port, cause)));
    server.listen(port, host, resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    origin: `http://${host.includes(":") ? `[${host}]` : host}:${actual}`,
    close: () =>
      new Promise((resolve) => {
        // The callback also comes, with an error, when the server is closed already.
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
