import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

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
