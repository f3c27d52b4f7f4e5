import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";

/** Thrown when a sandbox can't listen on the given host and port. */
export class SandboxListenError extends Error {
  override readonly name = "SandboxListenError" as const;
  /** The host that was asked for. */
  readonly host: string;
  /** The port that was asked for. */
  readonly port: number;
  /** The system's code, such as `EADDRINUSE`. */
  readonly code: string | undefined;

  constructor(host: string, port: number, cause: NodeJS.ErrnoException) {
    super(`The sandbox can't listen on ${host}, port ${port}: ${explanation(cause)}`, { cause });
    this.host = host;
    this.port = port;
    this.code = cause.code;
  }
}

/**
 * Returns whether an error is a {@link SandboxListenError}.
 *
 * @example
 * ```ts
 * import { createSandbox, isSandboxListenError } from "@comms-webhooks/sandbox";
 *
 * const sandbox = createSandbox();
 * try {
 *   console.log(await sandbox.listen({ port: 0 }));
 * } catch (error) {
 *   if (!isSandboxListenError(error)) throw error;
 *   console.log(error.port, error.code);
 * } finally {
 *   await sandbox.close();
 * }
 * ```
 */
export function isSandboxListenError(error: unknown): error is SandboxListenError {
  return error instanceof Error && error.name === "SandboxListenError";
}

/** A server that accepts connections. */
export interface OpenServer {
  /** Its scheme, host and port. */
  readonly origin: string;
  /** Stops the server and cuts its connections, idle or not. Repeated calls change nothing. */
  readonly close: () => Promise<void>;
}

/** Serves a fetch handler over HTTP. Rejects with a `SandboxListenError`. */
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
        // When the server is closed already, the callback is called with an error.
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function explanation({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case "EADDRINUSE":
      return "the port is in use. Choose another, or 0 for any free port.";
    case "EACCES":
      return "the system doesn't allow this port. Choose one from 1024 up, or 0 for any free port.";
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return "this machine has no such address.";
    default:
      return message;
  }
}
