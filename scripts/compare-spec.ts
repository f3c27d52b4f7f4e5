import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import type { Api } from "./generators/openapi.ts";
import { type Outcome, redocly, root } from "./redocly.ts";

const run = promisify(execFile);

/** Runs `redocly diff` from an API's spec at a commit to the one in the working tree. */
export async function compareSpec(api: Api, commit: string, ...options: string[]): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), "spec-"));
  try {
    // An index of its own, so that the repository's stays as it is.
    const env = { ...process.env, GIT_INDEX_FILE: join(folder, "index") };
    await run("git", [`--work-tree=${folder}`, "checkout", commit, "--", `specs/${api}`], { cwd: root, env });
    const path = `specs/${api}/openapi.yaml`;
    const outcome = await redocly("diff", join(folder, path), path, "--fail-on", "none", ...options);
    return { ...outcome, stdout: outcome.stdout.replaceAll(`${relative(root, folder)}/`, `${commit}:`) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
