// Loaded before everything else in each Node process of a page.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import net from "node:net";
import { join } from "node:path";

/** What processes of a page have in common, in the environment variable `CODE_BLOCKS`. */
export interface World {
  /** The folder with what they tell each other. */
  readonly state: string;
  /** Where the sandbox has what is at a vendor's base URL. */
  readonly vendors: Readonly<Record<string, string>>;
  /** The base URL of the sandbox. */
  readonly sandbox: string;
  /** Ports of this machine, by the ports that lead to them. */
  readonly ports: Readonly<Record<number, number>>;
  /** Where the commands are found that the page's ones stand in for. */
  readonly path: string;
}

export const world: World = JSON.parse(process.env["CODE_BLOCKS"] as string);
const ports = join(world.state, "ports");

/** Returns a URL of the sandbox in place of one of a vendor. */
export function redirect(url: string): string {
  const vendor = Object.keys(world.vendors).find(
    (base) => url === base || (/^[/?]/.test(url.slice(base.length)) && url.startsWith(base)),
  );
  return vendor === undefined ? url : world.vendors[vendor] + url.slice(vendor.length);
}

/** Returns the port that a server got which asked for another one, or undefined if the page has no such server. */
export function portOf(port: number): number | undefined {
  const path = join(ports, String(port));
  return existsSync(path) ? Number(readFileSync(path, "utf8")) : world.ports[port];
}

/** Records that the page reached for another host, which fails its block. */
export function refuse(target: string): Error {
  appendFileSync(join(world.state, "refused"), `${target}\n`);
  return new Error(
    `${target} is out of reach: blocks reach the vendors' hosts, which are a sandbox, and the page's own servers`,
  );
}

/** The servers of this process that listen. */
export const servers: Set<net.Server> = new Set();

const { fetch } = globalThis;
const { listen, address } = net.Server.prototype;
const { connect } = net.Socket.prototype;

globalThis.fetch = async (input, init) => {
  const url = typeof input === "object" && "url" in input ? input.url : String(input);
  const target = redirect(url);
  if (target === url) return fetch(input, init);
  return fetch(input instanceof Request ? new Request(target, input) : target, init);
};

// Pages name ports, which may be taken. A server gets any free one, and its page reaches it at the port that it asked for.
const asked = new WeakMap<net.Server, number>();
net.Server.prototype.listen = function (this: net.Server, ...args: unknown[]) {
  const [first] = args;
  const options = Object(first) as { port?: unknown };
  const port = Number(typeof first === "object" ? options.port : first);
  const last = args.at(-1);
  const callback = typeof last === "function" ? (last as () => void) : undefined;
  this.once("listening", () => {
    const actual = (address.call(this) as net.AddressInfo).port;
    asked.set(this, port || actual);
    servers.add(this);
    mkdirSync(ports, { recursive: true });
    for (const each of [port || actual, actual]) writeFileSync(join(ports, String(each)), String(actual));
  });
  this.once("close", () => servers.delete(this));
  return listen.call(this, { port: 0, host: "127.0.0.1" } as never, callback as never);
} as typeof listen;

net.Server.prototype.address = function (this: net.Server) {
  const found = address.call(this);
  const port = asked.get(this);
  return found && typeof found === "object" && port !== undefined ? { ...found, port } : found;
};

net.Socket.prototype.connect = function (this: net.Socket, ...args: any[]) {
  // Node's own modules pass the list that this function returns, and a mark that it has been called.
  const list = Array.isArray(args[0]) ? args[0] : (net as any)._normalizeArgs(args);
  const [options] = list as [{ port?: number; host?: string; path?: string | null }];
  if (options.path) return connect.call(this, list as never);
  const { host = "localhost", port = 0 } = options;
  const isLocal = /^(localhost|127\.0\.0\.1|::1)$/.test(host);
  const actual = isLocal ? portOf(Number(port)) : undefined;
  if (actual !== undefined) {
    list[0] = { ...options, host: "127.0.0.1", port: actual };
    return connect.call(this, list as never);
  }
  process.nextTick(() => this.destroy(refuse(`${host}:${port}`)));
  return this;
} as typeof connect;

const [, script = ""] = process.argv;
if (/\.[cm]?ts$/.test(script) && !(process.features as { typescript?: unknown }).typescript) {
  const { register } = await import("tsx/esm/api");
  register();
}
