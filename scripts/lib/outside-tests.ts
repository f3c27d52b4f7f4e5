import { spawn } from "node:child_process";
import { once } from "node:events";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./repository.ts";
import { runTask } from "./tasks.ts";

/** Runs a command in the folder. Resolves to whether it succeeded. */
type Run = (command: string, ...args: string[]) => Promise<boolean>;

/**
 * Runs the tests of a folder that has a lockfile of its own outside the workspaces. Builds the packages, installs the folder
 * if its lockfile is newer than what is installed, prepares it, and starts Vitest there with the command's arguments.
 * @param prepare Resolves to false if the tests can't run.
 */
export async function runOutsideTests(
  name: string,
  prepare: (folder: string, run: Run) => Promise<unknown>,
): Promise<void> {
  const folder = join(root, name);
  const run: Run = async (command, ...args) => {
    const [code] = (await once(spawn(command, args, { cwd: folder, stdio: "inherit" }), "exit")) as [number | null];
    return code === 0;
  };
  const passed =
    (await runTask("build")) &&
    ((await isInstalled(folder)) || (await run("npm", "ci", "--no-audit", "--no-fund"))) &&
    (await prepare(folder, run)) !== false &&
    (await run(process.execPath, "node_modules/vitest/vitest.mjs", "run", ...process.argv.slice(2)));
  if (!passed) process.exitCode = 1;
}

/** npm writes the inner lockfile at the end of an installation. */
async function isInstalled(folder: string): Promise<boolean> {
  const changed = async (file: string) => (await stat(join(folder, file)).catch(() => undefined))?.mtimeMs ?? 0;
  return (await changed("node_modules/.package-lock.json")) > (await changed("package-lock.json"));
}
