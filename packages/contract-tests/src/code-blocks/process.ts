import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, fstatSync, openSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Surroundings } from "./surroundings.ts";

/** A process of a page. */
export interface Running {
  readonly child: ChildProcess;
  /** Returns what it has printed, and what others have printed meanwhile that write to the same file. */
  readonly output: () => string;
}

/** How a process ended, or that it listens and goes on. */
export type End = number | "listens" | "never";

/** Starts a process in the folder of a page. Its two outputs are one, in the order that a terminal shows. */
export function start(
  { folder, state, environment }: Surroundings,
  command: readonly string[],
  { name, ports = [] }: { readonly name: string; readonly ports?: readonly number[] },
): Running {
  const path = join(state, `${name}.output`);
  const file = openSync(path, "a");
  const { size } = fstatSync(file);
  const [program = "", ...args] = command;
  const stdio = ["ignore", file, file] as const;
  const child = spawn(program, args, { cwd: folder, env: environment(ports), stdio: [...stdio], detached: true });
  closeSync(file);
  return { child, output: () => readFileSync(path).subarray(size).toString() };
}

/**
 * Waits until a process has ended or, if it may, listens.
 * @param limit In milliseconds. Whatever still runs then is ended.
 */
export async function untilEnd(
  { child }: Running,
  { state }: Surroundings,
  limit: number,
  mayListen: boolean,
): Promise<End> {
  const ports = join(state, "ports");
  const count = () => (existsSync(ports) ? readdirSync(ports).length : 0);
  const before = count();
  return new Promise((resolve, reject) => {
    const finish = (end: End) => {
      clearTimeout(timer);
      clearInterval(watching);
      resolve(end);
    };
    const timer = setTimeout(async () => {
      // One that has ended meanwhile is known to have ended only after a busy turn.
      await new Promise((next) => setImmediate(next));
      finish("never");
      void stop(child);
    }, limit);
    const watching = setInterval(() => mayListen && count() > before && finish("listens"), 20);
    child.once("error", reject);
    child.once("exit", (code) => finish(code ?? 1));
  });
}

/** Ends a process and those that it started, and waits until it has ended. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  process.kill(-(child.pid as number), "SIGKILL");
  await ended;
}
