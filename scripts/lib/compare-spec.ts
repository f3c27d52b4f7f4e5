import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Api, Document } from "../generators/openapi.ts";
import { bundle } from "./bundle.ts";
import { redocly, root } from "./redocly.ts";

/** What a change of a spec means for its users. */
export interface Comparison {
  /** The report of `redocly diff`, and what it can't see. */
  report: string;
  /** How many changes break users, add something, or do neither. */
  counts: { major: number; minor: number; patch: number };
  /** The versions that the two documents give themselves. */
  versions: { base: string; revision: string };
}

/** Compares an API's spec at a commit with the one in the working tree, both bundled: `redocly diff` sees no further. */
export async function compareSpec(api: Api, commit: string): Promise<Comparison> {
  const folder = await mkdtemp(join(tmpdir(), "spec-"));
  try {
    // An index of its own, so that the repository's stays as it is.
    const env = { ...process.env, GIT_INDEX_FILE: join(folder, "index") };
    await promisify(execFile)("git", [`--work-tree=${folder}`, "checkout", commit, "--", `specs/${api}`], {
      cwd: root,
      env,
    });
    const documents = await Promise.all([bundle(join(folder, `specs/${api}/openapi.yaml`)), bundle(api)]);
    const [base, revision] = documents;
    const paths = [join(folder, "before.json"), join(folder, "after.json")];
    await Promise.all(paths.map((path, i) => writeFile(path, JSON.stringify(documents[i], null, 2))));
    const diff = (format: string) => redocly("diff", ...paths, "--fail-on", "none", "--format", format);
    const [text, json] = await Promise.all([diff("stylish"), diff("json")]);
    if (!json.stdout.startsWith("{")) throw new Error(`specs/${api} can't be compared with ${commit}:\n${json.stderr}`);
    const { summary } = JSON.parse(json.stdout) as { summary: Comparison["counts"] };
    const removed = removals(base, revision);
    return {
      report: [...removed.map((what) => `  ✖ major  removed   ${what}`), text.stdout.trim()].join("\n"),
      counts: { ...summary, major: summary.major + removed.length },
      versions: { base: base.info.version, revision: revision.info.version },
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Lists what generated code had because of an extension, and has no more: `redocly diff` passes over extensions. */
export function removals(base: Document, revision: Document): string[] {
  const now = new Set(extensionNames(revision));
  return extensionNames(base).filter((name) => !now.has(name));
}

function extensionNames(document: Document): string[] {
  const tables = Object.values(document.components.schemas).map((schema) => schema["x-webhook-resources"] ?? {});
  return [
    ...document.servers.map((server) => `server ${server["x-name"]}`),
    ...tables.flatMap((table) =>
      Object.entries(table).flatMap(([resource, { events }]) => events.map((event) => `event ${event} of ${resource}`)),
    ),
    ...Object.keys(document["x-error-codes"] ?? {}).map((code) => `error code ${code}`),
  ];
}
