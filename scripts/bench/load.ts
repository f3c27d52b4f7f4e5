// Sends requests over keep-alive connections, in a process of its own. The parent sends a load and gets the milliseconds.
import { connect, type Socket } from "node:net";

/** What to send. */
export interface Load {
  readonly port: number;
  /** One request, as it is written to the socket. */
  readonly request: string;
  readonly connections: number;
  /** How many requests to send in all. */
  readonly count: number;
}

process.on("message", async (load: Load) => process.send?.(await run(load)));

async function run({ port, request, connections, count }: Load): Promise<number> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const bytes = Buffer.from(request);
  let left = count;
  const start = performance.now();
  await Promise.all(
    sockets.map(async (socket) => {
      while (left-- > 0) await exchange(socket, bytes);
    }),
  );
  const milliseconds = performance.now() - start;
  for (const socket of sockets) socket.destroy();
  return milliseconds;
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket));
    socket.setNoDelay(true);
    socket.once("error", reject);
  });
}

function exchange(socket: Socket, request: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = "";
    const onData = (chunk: Buffer) => {
      received += chunk.toString("latin1");
      if (!isWhole(received)) return;
      socket.off("data", onData);
      if (received.startsWith("HTTP/1.1 200 ")) resolve();
      else reject(new Error(`Expected a 200; got ${received}`));
    };
    socket.on("data", onData);
    socket.write(request);
  });
}

/** Returns whether a response has ended, by its length or its last chunk. */
function isWhole(response: string): boolean {
  const end = response.indexOf("\r\n\r\n");
  if (end === -1) return false;
  const length = /^content-length: (\d+)\r$/im.exec(response)?.[1];
  return length === undefined ? response.endsWith("\r\n0\r\n\r\n") : response.length >= end + 4 + Number(length);
}
