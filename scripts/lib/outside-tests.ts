import { join } from "node:path";
import { installOutside, runIn } from "./outside-folder.ts";
import { root } from "./repository.ts";
import { runTask } from "./tasks.ts";

/**
 * Runs the tests of a folder outside the workspaces: builds the packages, installs the folder, prepares it, and starts
 * Vitest there with the command's arguments.
 * @param prepare resolves to false if the tests can't run
 */
export async function runOutsideTests(name: string, prepare: (folder: string) => Promise<unknown>): Promise<void> {
  const folder = join(root, name);
  const passed =
    (await runTask("build")) &&
    (await installOutside(folder)) &&
    (await prepare(folder)) !== false &&
    (await runIn(folder, process.execPath, "node_modules/vitest/vitest.mjs", "run", ...process.argv.slice(2)));
  if (!passed) process.exitCode = 1;
}
