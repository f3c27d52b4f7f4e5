import { spawn } from "node:child_process";
import { once } from "node:events";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../lib/repository.ts";
import { runTask } from "../lib/tasks.ts";
import { installPackages } from "../packaging/install-packages.ts";

const folder = join(root, "consumers");

async function run(command: string, ...args: string[]): Promise<boolean> {
  const [code] = (await once(spawn(command, args, { cwd: folder, stdio: "inherit" }), "exit")) as [number | null];
  return code === 0;
}

/** npm writes the inner lockfile at the end of an installation. */
async function isInstalled(): Promise<boolean> {
  const changed = async (file: string) => (await stat(join(folder, file)).catch(() => undefined))?.mtimeMs ?? 0;
  return (await changed("node_modules/.package-lock.json")) > (await changed("package-lock.json"));
}

// Arguments go to Vitest: npm run test:consumers -- test/platforms
const built = await runTask("build");
const installed = built && ((await isInstalled()) || (await run("npm", "ci", "--no-audit", "--no-fund")));
if (installed) await installPackages(folder);
const passed =
  installed && (await run(process.execPath, "node_modules/vitest/vitest.mjs", "run", ...process.argv.slice(2)));
if (!passed) process.exitCode = 1;
