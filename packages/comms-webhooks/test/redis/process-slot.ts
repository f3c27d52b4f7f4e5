import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { end } from "./redis-server.js";

/** A place for a process that is started again whenever it is killed. */
export interface ProcessSlot {
  /** Returns the first line that the current process has printed. */
  readonly ready: () => Promise<string>;
  /** How often the process was killed. */
  readonly kills: () => number;
  /** Kills the process as soon as it is ready, and starts another in its place. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts a TypeScript file of this folder in a process of its own. */
export function startProcess(file: string, ...args: string[]): ProcessSlot {
  // Compiled once, and given to node as its input: processes that are killed all the time have to start quickly.
  const source = readFileSync(new URL(file, import.meta.url), "utf8");
  const code = ts.transpile(source, { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 });
  const cwd = fileURLToPath(new URL("../..", import.meta.url)); // Imports are resolved from here.
  let kills = 0;
  let child: ChildProcess;
  let line: Promise<string>;
  const start = () => {
    child = spawn(process.execPath, ["--input-type=module", "-", ...args], { cwd, stdio: ["pipe", "pipe", "inherit"] });
    child.stdin?.end(code);
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    line = once(lines, "line").then(([first]) => String(first));
  };
  start();
  return {
    ready: () => line,
    kills: () => kills,
    async kill() {
      await line;
      kills += 1;
      const ended = end(child, "SIGKILL");
      start();
      await ended;
    },
    stop: () => end(child, "SIGKILL"),
  };
}
