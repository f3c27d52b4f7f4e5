import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createClient } from "redis";

/** A redis-server of a test's own. */
export interface RedisServer {
  readonly url: string;
  /** Kills the server without warning, and starts it again on the same port and folder. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a Redis on loopback. It keeps every write in `folder`, or nothing without one. */
export async function startRedis(folder?: string): Promise<RedisServer> {
  const port = await freePort();
  const persistence = folder
    ? ["--dir", folder, "--appendonly", "yes", "--appendfsync", "always"]
    : ["--appendonly", "no"];
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", ...persistence];
  const url = `redis://127.0.0.1:${port}`;
  let server = await start(args, url);
  return {
    url,
    async restart() {
      await end(server, "SIGKILL");
      server = await start(args, url);
    },
    stop: () => end(server, "SIGTERM"),
  };
}

async function start(args: string[], url: string): Promise<ChildProcess> {
  const server = spawn("redis-server", args, { stdio: "ignore" });
  const missing = once(server, "error").then(() => {
    throw new Error("redis-server does not start. Install it, on Debian with: apt-get install redis-server");
  });
  const redis = createClient({ url });
  redis.on("error", () => undefined); // While the server starts, the client tries again.
  await Promise.race([redis.connect(), missing]);
  redis.destroy();
  return server;
}

/** Ends a process, unless it has ended. */
export async function end(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "exit");
}

/** Returns a port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
