import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { consumers } from "./recipes.ts";

const require = createRequire(import.meta.url);

/** The runtimes, which come in packages of their own for each system: their installation runs no script. */
export const runtimes = {
  /** Node, by major version: the newest of each when it was chosen, but the oldest that is supported of 20. */
  node: (version: "20" | "22" | "24" | "26") =>
    binary("node", {
      "linux-x64": `node-${version}-linux-x64/bin/node`,
      "linux-arm64": `node-${version}-linux-arm64/bin/node`,
    }),
  bun: () =>
    binary("bun", { "linux-x64": "@oven/bun-linux-x64/bin/bun", "linux-arm64": "@oven/bun-linux-aarch64/bin/bun" }),
  deno: () =>
    binary("deno", { "linux-x64": "@deno/linux-x64-glibc/deno", "linux-arm64": "@deno/linux-arm64-glibc/deno" }),
};

function binary(name: string, files: Readonly<Record<string, string>>): string {
  const file = files[`${process.platform}-${process.arch}`];
  return file === undefined ? name : require.resolve(file);
}

/** A server that runs in a process of its own. */
export interface RunningServer {
  /** Where it listens. */
  readonly url: string;
  /** Everything that it has printed. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/** Starts a server, and waits until it has printed its URL. */
export async function startServer(
  file: string,
  args: readonly string[],
  env: Record<string, string>,
  cwd: string = consumers,
): Promise<RunningServer> {
  const child: ChildProcess = spawn(file, args, { cwd, env: { ...process.env, NO_COLOR: "1", ...env } });
  const exited = once(child, "exit");
  let printed = "";
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk;
      const [, port] = /https?:\/\/[\w.]+:(\d+)/.exec(printed) ?? [];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`${file} ended with ${code}:\n${printed}`)));
  });
  return {
    url,
    output: () => printed,
    async stop() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
