import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, createServer, type Server } from "node:net";
import { generate } from "selfsigned";

/** What can go wrong before a response arrives. */
export type Fault = "refused" | "unknown host" | "certificate" | "no TLS" | "bad port" | "reset" | "closed";

/** Starts a server for each fault, and returns their URLs. */
export async function startFailingServers(): Promise<{ urls: Record<Fault, string>; close: () => void }> {
  const servers: Server[] = [];
  const listen = async (server: Server): Promise<number> => {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return (server.address() as AddressInfo).port;
  };
  const { private: key, cert } = await generate([{ name: "commonName", value: "127.0.0.1" }]);
  const ends = (end: "resetAndDestroy" | "end") =>
    createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => socket[end]());
    });
  const refusing = createServer();
  const refused = await listen(refusing);
  refusing.close();
  const urls = {
    refused: `http://127.0.0.1:${refused}`,
    "unknown host": "http://nowhere.invalid",
    certificate: `https://127.0.0.1:${await listen(createHttpsServer({ key, cert }, (_, response) => response.end("{}")))}`,
    "no TLS": `https://127.0.0.1:${await listen(createHttpServer((_, response) => response.end("{}")))}`,
    // One that browsers block, on which nothing listens.
    "bad port": "http://127.0.0.1:6666",
    reset: `http://127.0.0.1:${await listen(ends("resetAndDestroy"))}`,
    closed: `http://127.0.0.1:${await listen(ends("end"))}`,
  };
  return {
    urls,
    close() {
      for (const server of servers) server.close();
    },
  };
}
