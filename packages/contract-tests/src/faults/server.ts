import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Sandbox } from "@comms-webhooks/sandbox";
import { type Fault, faultOf, firstHalf, type Received, type Reply, type Rule, replyOf } from "./fault.ts";

/** A server on loopback in front of a sandbox. */
export interface FaultServer {
  /** The API's base URL at the server's own address. */
  readonly url: string;
  readonly requests: readonly Received[];
  /** Begins to listen, on the port that refused connections until now. */
  readonly listen: () => void;
  /**
   * Returns the number of responses still in flight once the client has had time to cancel them. Connections without a
   * request don't count: Node's `fetch` opens one in place of each that it cuts, and keeps it for the next request.
   */
  readonly unfinished: () => Promise<number>;
  readonly close: () => Promise<void>;
}

const host = "127.0.0.1";

/** Milliseconds from a body's first half to the reset, so that the client has the half; and between bytes that dribble. */
const pause = 20;

/** The bytes that dribble before the body itself. */
const drops = 200;

/**
 * Starts a server that plays faults by rules, the first that fits, and otherwise returns the sandbox's responses.
 * `sandboxUrl` is the base URL of the API in the sandbox.
 */
export async function startFaultServer(
  sandbox: Sandbox,
  sandboxUrl: string,
  rules: readonly Rule[] = [],
  { refuses = false }: { refuses?: boolean } = {},
): Promise<FaultServer> {
  const { origin, pathname } = new URL(sandboxUrl);
  const forward = (path: string, init: RequestInit) => sandbox.fetch(`${origin}${path}`, init);
  const requests: Received[] = [];
  const unfinished = new Set<ServerResponse>();
  const server = createServer(async (request, response) => {
    const { method = "", url: path = "" } = request;
    unfinished.add(response);
    response.on("close", () => unfinished.delete(response));
    requests.push({ method, path, authorization: request.headers.authorization, time: performance.now() });
    await play(faultOf(rules, requests), forward, request, response);
  });
  const held = refuses ? await holdPort() : undefined;
  const listen = () => server.listen(held?.port ?? 0, host);
  if (!held) await once(listen(), "listening");
  const port = held?.port ?? (server.address() as AddressInfo).port;
  return {
    url: `http://${host}:${port}${pathname}`,
    requests,
    listen,
    async unfinished() {
      // Ten seconds, of which a client that cancels its responses needs next to nothing.
      for (let waits = 0; unfinished.size > 0 && waits < 1_000; waits += 1) await sleep(10);
      return unfinished.size;
    },
    async close() {
      held?.release();
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

type Forward = (path: string, init: RequestInit) => Promise<Response>;

async function play(fault: Fault, forward: Forward, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const base = fault.acted ? await pass(forward, request, Buffer.concat(chunks)) : undefined;
  if (fault.way === "hang") return;
  if (fault.way === "reset") {
    request.socket.resetAndDestroy();
    return;
  }
  const reply = replyOf(fault, base);
  if (fault.way === "break" || fault.way === "dribble") return breakOff(fault.way, response, reply);
  begin(response, reply, Buffer.byteLength(reply.body));
  response.end(reply.body);
}

/** Passes the request to the sandbox. */
async function pass(forward: Forward, request: IncomingMessage, body: Buffer): Promise<Reply> {
  const { authorization = "", "content-type": type } = request.headers;
  const response = await forward(request.url ?? "", {
    method: request.method ?? "",
    headers: { authorization, ...(type !== undefined && { "content-type": type }) },
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}

/** Begins a response. Connections aren't kept, so that each one that stays open is the client's doing. */
function begin(response: ServerResponse, { status, headers }: Reply, length: number): void {
  const framing = status === 204 ? {} : { "content-length": String(length) };
  response.writeHead(status, { ...headers, ...framing, connection: "close" });
}

/** Sends a response whose body is incomplete or late. */
function breakOff(way: "break" | "dribble", response: ServerResponse, reply: Reply): void {
  begin(response, reply, Buffer.byteLength(reply.body) + drops);
  if (way === "break") {
    const timer = setTimeout(() => response.socket?.resetAndDestroy(), pause);
    response.on("close", () => clearTimeout(timer));
    response.write(firstHalf(reply.body));
    return;
  }
  let sent = 0;
  const timer = setInterval(() => {
    if (sent === drops) response.end(reply.body);
    else response.write(" ");
    sent += 1;
  }, pause);
  response.on("close", () => clearInterval(timer));
  response.flushHeaders();
}

/** Finds a port that no one listens on, and keeps it from others by a connection from it. */
async function holdPort(): Promise<{ port: number; release: () => void }> {
  const listener = createTcpServer().listen(0, host);
  await once(listener, "listening");
  const free = createTcpServer().listen(0, host);
  await once(free, "listening");
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  const accepted = once(listener, "connection") as Promise<[Socket]>;
  const holder = connect({ host, port: (listener.address() as AddressInfo).port, localAddress: host, localPort: port });
  const [[other]] = await Promise.all([accepted, once(holder, "connect")]);
  listener.close();
  return {
    port,
    release() {
      holder.destroy();
      other.destroy();
    },
  };
}
