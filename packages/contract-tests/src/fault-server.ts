import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Sandbox } from "@comms-webhooks/sandbox";

/** What the server does with a request in place of giving the sandbox's answer. */
export interface Fault {
  /** Whether the sandbox gets the request first, so that its effect is there whatever comes of the answer. */
  readonly acted: boolean;
  /**
   * `answer`: all of the answer. `cut`: complete HTTP with half of the body. `break`: the headers and half of the body, then
   * a reset. `dribble`: the headers, then a body that takes seconds. `reset`: a reset before the headers. `hang`: nothing.
   */
  readonly way: "answer" | "cut" | "break" | "dribble" | "reset" | "hang";
  /** Parts of the answer in place of the sandbox's, or of a plain 200 where it was not asked. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A fault for the requests of a method, from one to another, counted from 1; of all methods unless one is named. */
export interface Rule {
  readonly fault: Fault;
  readonly method?: string;
  readonly from?: number;
  readonly to?: number;
}

/** A request that reached the server. */
export interface Received {
  readonly method: string;
  /** The path with the query. */
  readonly path: string;
  readonly authorization: string | undefined;
  /** When it came, in milliseconds of `performance.now()`. */
  readonly time: number;
}

/** A server on loopback in front of a sandbox. */
export interface FaultServer {
  /** The base URLs for clients. */
  readonly url: { readonly webex: string; readonly "8x8": string };
  readonly requests: readonly Received[];
  /** Begins to listen, on the port that refused connections until now. */
  readonly listen: () => void;
  /**
   * Gives the answers that are still under way when the client has had a second to give them up. Connections without a
   * request don't count: Node's `fetch` opens one in place of each that it cuts, and keeps it for the next request.
   */
  readonly unfinished: () => Promise<number>;
  readonly close: () => Promise<void>;
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const host = "127.0.0.1";

/** Milliseconds from a body's first half to the reset, so that the client has the half; and between bytes that dribble. */
const pause = 20;

/** The bytes that dribble before the body itself. */
const drops = 200;

/** Starts a server that plays faults by rules, the first that fits, and else gives the sandbox's answers. */
export async function startFaultServer(
  sandbox: Sandbox,
  rules: readonly Rule[] = [],
  { refuses = false }: { refuses?: boolean } = {},
): Promise<FaultServer> {
  const requests: Received[] = [];
  const unfinished = new Set<ServerResponse>();
  const server = createServer(async (request, response) => {
    const { method = "", url: path = "" } = request;
    unfinished.add(response);
    response.on("close", () => unfinished.delete(response));
    requests.push({ method, path, authorization: request.headers.authorization, time: performance.now() });
    const nth = (of: string | undefined) => requests.filter((each) => of === undefined || each.method === of).length;
    const rule = rules.find(({ method: of, from = 1, to = Number.POSITIVE_INFINITY }) => {
      return (of === undefined || of === method) && nth(of) >= from && nth(of) <= to;
    });
    await play(rule?.fault ?? { acted: true, way: "answer" }, sandbox, request, response);
  });
  const held = refuses ? await holdPort() : undefined;
  const listen = () => server.listen(held?.port ?? 0, host);
  if (!held) await once(listen(), "listening");
  const port = held?.port ?? (server.address() as AddressInfo).port;
  return {
    url: { webex: `http://${host}:${port}/webex/v1`, "8x8": `http://${host}:${port}/8x8` },
    requests,
    listen,
    async unfinished() {
      for (let waits = 0; unfinished.size > 0 && waits < 100; waits += 1) await sleep(10);
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

async function play(fault: Fault, sandbox: Sandbox, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const base = fault.acted ? await ask(sandbox, request, Buffer.concat(chunks)) : undefined;
  if (fault.way === "hang") return;
  if (fault.way === "reset") {
    request.socket.resetAndDestroy();
    return;
  }
  const answer = { ...{ status: 200, headers: {}, body: "" }, ...base, ...withoutRules(fault) };
  // Where there is no body to break, one is made up.
  const whole = answer.body === "" ? { ...answer, status: 200, body: '{"done":true}' } : answer;
  if (fault.way === "answer") give(response, answer);
  else if (fault.way === "cut") give(response, { ...whole, body: firstHalf(whole) });
  else breakOff(fault.way, response, whole);
}

/** Passes the request to the sandbox. */
async function ask(sandbox: Sandbox, request: IncomingMessage, body: Buffer): Promise<Answer> {
  const { authorization = "", "content-type": type } = request.headers;
  const { origin } = new URL(sandbox.url.webex);
  const answer = await sandbox.fetch(`${origin}${request.url}`, {
    method: request.method ?? "",
    headers: { authorization, ...(type !== undefined && { "content-type": type }) },
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
}

function withoutRules({ acted: _acted, way: _way, ...answer }: Fault): Partial<Answer> {
  return answer;
}

/** Begins an answer. Connections are not kept, so that each one that stays open is the client's doing. */
function begin(response: ServerResponse, { status, headers }: Answer, length: number): void {
  const framing = status === 204 ? {} : { "content-length": String(length) };
  response.writeHead(status, { ...headers, ...framing, connection: "close" });
}

function give(response: ServerResponse, answer: Answer): void {
  begin(response, answer, Buffer.byteLength(answer.body));
  response.end(answer.body);
}

function firstHalf({ body }: Answer): string {
  return body.slice(0, body.length / 2);
}

/** Gives an answer whose body does not come whole, or not in time. */
function breakOff(way: "break" | "dribble", response: ServerResponse, answer: Answer): void {
  begin(response, answer, Buffer.byteLength(answer.body) + drops);
  if (way === "break") {
    const timer = setTimeout(() => response.socket?.resetAndDestroy(), pause);
    response.on("close", () => clearTimeout(timer));
    response.write(firstHalf(answer));
    return;
  }
  let sent = 0;
  const timer = setInterval(() => {
    if (sent === drops) response.end(answer.body);
    else response.write(" ");
    sent += 1;
  }, pause);
  response.on("close", () => clearInterval(timer));
  response.flushHeaders();
}

/** Finds a port where nobody listens, and keeps it from others by a connection from it. */
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
