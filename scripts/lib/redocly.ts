import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { root } from "./repository.ts";

const manifest = createRequire(import.meta.url).resolve("@redocly/cli/package.json");

/**
 * Runs the Redocly CLI in the repository's root and returns what it printed; throws with its errors if it fails. The one
 * place that starts it: no telemetry, no request for updates. Linting and bundling don't need it, see `spec.ts`.
 */
export async function redocly(...args: string[]): Promise<string> {
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" };
  const command = [join(dirname(manifest), "bin/cli.js"), ...args];
  const run = promisify(execFile)(process.execPath, command, { cwd: root, env, maxBuffer: 64 * 1024 * 1024 });
  try {
    return (await run).stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`redocly ${args[0]} failed:\n${stdout}${stderr}`, { cause: error });
  }
}
