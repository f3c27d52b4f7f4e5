import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Document } from "../generators/openapi.ts";
import { type Change, changesOf, factChanges, type RedoclyChange } from "./changes.ts";
import { redocly } from "./redocly.ts";
import { root } from "./repository.ts";
import { bundleSpec } from "./spec.ts";

const config = fileURLToPath(new URL("diff.redocly.yaml", import.meta.url));

/** Returns an API's document at a commit, bundled: `redocly diff` doesn't compare the files of a document. */
export async function bundleAt(commit: string, api: string): Promise<Document> {
  return inTemporaryFolder(async (folder) => {
    // With an index of its own, so that the repository's index stays as it is.
    const env = { ...process.env, GIT_INDEX_FILE: join(folder, "index") };
    const args = [`--work-tree=${folder}`, "checkout", commit, "--", `specs/${api}`];
    await promisify(execFile)("git", args, { cwd: root, env });
    return bundleSpec(join(folder, `specs/${api}/openapi.yaml`));
  });
}

/** Compares two bundled documents: what changed for users, the most severe first. */
export async function compareDocuments(base: Document, revision: Document): Promise<Change[]> {
  const changes = await inTemporaryFolder(async (folder) => {
    const paths = [join(folder, "before.json"), join(folder, "after.json")] as const;
    await Promise.all([writeFile(paths[0], JSON.stringify(base)), writeFile(paths[1], JSON.stringify(revision))]);
    const report = await redocly("diff", ...paths, "--config", config, "--fail-on", "none", "--format", "json");
    return (JSON.parse(report) as { changes: RedoclyChange[] }).changes;
  });
  const order = ["major", "minor", "patch"];
  return [...changesOf(changes, base, revision), ...factChanges(base, revision)].sort(
    (a, b) => order.indexOf(a.impact) - order.indexOf(b.impact),
  );
}

async function inTemporaryFolder<T>(task: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "spec-"));
  try {
    return await task(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
