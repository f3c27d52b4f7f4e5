import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";

/**
 * Allows URLs of this machine and URLs without TLS. The vendors can't reach the first and shouldn't use the second, so
 * leave the option out for them: the client then rejects such URLs before it sends the request.
 */
export const targetUrls = "any";

/** Returns the value of an example in an API's specification. */
export function example<Value>(api: string, name: string): Value {
  const file = createRequire(import.meta.url).resolve(`@comms-webhooks/${api}-spec/openapi.json`);
  return JSON.parse(readFileSync(file, "utf8")).components.examples[name].value;
}

/** A server on this machine that receives deliveries. */
export interface ReceiverServer {
  readonly url: string;
  close(): void;
}

/** Starts a server that passes each request to a listener. */
export async function listen(listener: RequestListener): Promise<ReceiverServer> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
