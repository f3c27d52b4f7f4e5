import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";

const turbo = createRequire(import.meta.url).resolve("turbo/bin/turbo");

/** The tasks of turbo.json that do something. */
export const taskNames = ["bundle", "generate", "build", "typecheck", "site"];

/** A task of a package, as turbo sees it. */
export interface Task {
  taskId: string;
  directory: string;
  command: string;
  /** Depends on everything that turbo knows of the task. */
  hash: string;
  cache: { status: "HIT" | "MISS" };
  /** The files that the hash depends on, relative to the directory. */
  inputs: Record<string, string>;
  outputs: string[] | null;
  dependencies: string[];
}

/** Runs turbo in a repository, and returns what it printed. Rejects if it fails. */
export async function runTurbo(folder: string, args: readonly string[], prefix: readonly string[] = []) {
  const [file = "", ...rest] = [...prefix, process.execPath, turbo, "run", ...taskNames, ...args];
  const env = {
    ...process.env,
    DO_NOT_TRACK: "1",
    TURBO_TELEMETRY_DISABLED: "1",
    TURBO_CACHE_DIR: join(folder, ".turbo"),
  };
  const child = spawn(file, rest, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let complaints = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (complaints += text));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`turbo ended with ${code}:\n${output}${complaints}`);
  return output;
}

/** Returns the tasks of a repository, by their ids, without running any. */
export async function planTasks(folder: string): Promise<Map<string, Task>> {
  const { tasks } = JSON.parse(await runTurbo(folder, ["--dry=json"])) as { tasks: Task[] };
  return new Map(tasks.map((task) => [task.taskId, task]));
}

/** Returns the ids of the tasks that have a command, which are those that turbo runs. */
export const commands = (tasks: ReadonlyMap<string, Task>): Task[] =>
  [...tasks.values()].filter(({ command }) => command !== "<NONEXISTENT>");
