import { spawn } from "node:child_process";
import { once } from "node:events";
import { stat } from "node:fs/promises";
import { join } from "node:path";

/**
 * Installs what a folder outside the workspaces needs, which has a lockfile of its own, unless it is installed.
 * @returns whether it is there
 */
export async function installOutside(folder: string): Promise<boolean> {
  // npm writes the inner lockfile at the end of an installation.
  const changed = async (file: string) => (await stat(join(folder, file)).catch(() => undefined))?.mtimeMs ?? 0;
  if ((await changed("node_modules/.package-lock.json")) > (await changed("package-lock.json"))) return true;
  return runIn(folder, "npm", "ci", "--no-audit", "--no-fund");
}

/** Runs a command in a folder, with this terminal, and returns whether it succeeded. */
export async function runIn(folder: string, command: string, ...args: string[]): Promise<boolean> {
  const [code] = (await once(spawn(command, args, { cwd: folder, stdio: "inherit" }), "exit")) as [number | null];
  return code === 0;
}
