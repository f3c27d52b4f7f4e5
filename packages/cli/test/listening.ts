import { EventEmitter } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { onTestFinished } from "vitest";
import { type Io, runCli } from "../src/index.js";
import { collector } from "./run.js";

/** A command that runs until it is stopped. */
export interface Listening {
  readonly url: string;
  /** Returns what it has printed since the last call. */
  readonly printed: () => string;
  /** Returns everything that it has written to both streams. */
  readonly output: () => string;
  /** Stops it, and returns its exit code. */
  readonly stop: () => Promise<number>;
}

/** Runs `listen` on a free port, and resolves when it listens. */
export async function listen(args: readonly string[], io: Partial<Io> = {}): Promise<Listening> {
  const signals = new EventEmitter();
  const [stdout, stderr] = [collector(), collector()];
  const url = deferred();
  const write = (text: string) => {
    stderr.write(text);
    const found = /http:\S+/.exec(text)?.[0];
    if (found) url.resolve(found);
  };
  const stdin = Readable.from([]);
  const running = runCli(["listen", ...args, "--port", "0"], {
    env: {},
    ...io,
    once: (name, callback) => signals.once(name, callback),
    stdout,
    stderr: { write },
    stdin,
  });
  void running.then((code) => url.reject(new Error(`ended with ${code}: ${stderr.text()}`)));
  const stop = () => {
    signals.emit("SIGINT");
    return running;
  };
  onTestFinished(async () => {
    await stop();
  });
  let read = 0;
  return {
    url: (await url.promise) as string,
    printed() {
      const text = stdout.text().slice(read);
      read = stdout.text().length;
      return text;
    },
    output: () => stdout.text() + stderr.text(),
    stop,
  };
}

/** Opens a server on a free port until the test has ended, and returns its URL. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function deferred() {
  let resolve: (value: unknown) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { promise, resolve, reject };
}
