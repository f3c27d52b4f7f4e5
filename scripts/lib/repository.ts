import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The repository's root. */
export const root: string = fileURLToPath(new URL("../../", import.meta.url));

/** Runs git in a repository and returns what it printed. */
export async function git(repository: string, ...args: string[]): Promise<string> {
  return (await promisify(execFile)("git", args, { cwd: repository })).stdout.trim();
}
