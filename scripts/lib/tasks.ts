import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { root } from "./repository.ts";

const turbo = createRequire(import.meta.url).resolve("turbo/bin/turbo");
const titles: Record<string, string> = {
  build: "Building packages and references",
  site: "Building the site",
  lint: "Linting the specifications",
  typecheck: "Checking types",
};

/**
 * Runs a task in every package that has it and isn't up to date. Prints a line before and after, and the output of
 * tasks that failed.
 * @returns whether all succeeded
 */
export async function runTask(task: string, ...options: string[]): Promise<boolean> {
  console.log(`${titles[task] ?? task} …`);
  const start = performance.now();
  const { code, output } = await runTurbo([
    "run",
    task,
    "--output-logs=errors-only",
    "--log-order=grouped",
    ...options,
  ]);
  if (code !== 0) {
    console.error(`${output.trim()}\n\nFailed: ${task}`);
    return false;
  }
  const [, cached = 0, total = 0] = /Cached: +(\d+) cached, (\d+) total/.exec(output) ?? [];
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  const run = Number(total) - Number(cached);
  console.log(run === 0 ? `Up to date (${seconds} s)` : `Done (${run} tasks run, ${cached} up to date, ${seconds} s)`);
  return true;
}

async function runTurbo(args: string[]): Promise<{ code: number; output: string }> {
  // Reports nothing to anyone, nor do the tools that the tasks start.
  const env = {
    ...process.env,
    DO_NOT_TRACK: "1",
    REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
    REDOCLY_TELEMETRY: "off",
    TURBO_TELEMETRY_DISABLED: "1",
  };
  const child = spawn(process.execPath, [turbo, ...args], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  const [code] = (await once(child, "close")) as [number | null];
  return { code: code ?? 1, output };
}
