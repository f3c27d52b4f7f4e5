import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { root } from "../lib/repository.ts";
import { readExplanations, reasonFor } from "../mutations/explanations.ts";
import { formatResult, formatSummary } from "../mutations/report.ts";
import { type Result, runEdits } from "../mutations/run-edits.ts";
import { copyRepository } from "../testing/repository-copy.ts";

const usage = "Use: npm run mutate:specs -- [--count N] [--seed S] [--fresh]";
const options = {
  count: { type: "string", default: "200" },
  seed: { type: "string", default: "1" },
  fresh: { type: "boolean" },
} as const;

/** Edits a copy of the specs at random, and fails if no lint rule and no test notices an edit that isn't explained. */
async function main(): Promise<void> {
  const { count, seed, fresh } = read();
  const results = join(root, `node_modules/.cache/mutate-specs/${seed}.jsonl`);
  if (fresh) await rm(results, { force: true });
  const explanations = await readExplanations();
  const copy = await copyRepository("no repository");
  try {
    const load = <Module>(path: string) => import(pathToFileURL(join(copy.folder, path)).href) as Promise<Module>;
    const { runTask } = await load<typeof import("../lib/tasks.ts")>("scripts/lib/tasks.ts");
    if (!(await runTask("build"))) throw new Error("The repository can't be built.");
    const { createGates } = await load<typeof import("../mutations/gates.ts")>("scripts/mutations/gates.ts");
    const gates = await createGates();
    const report = (result: Result) => console.log(formatResult(result, reasonFor(explanations, result)));
    const maySurvive = (edit: string) => reasonFor(explanations, { edit }) !== undefined;
    const judged = await runEdits(copy.folder, gates, { count, seed, results, maySurvive, report });
    await gates.close();
    const unexplained = judged.filter(
      (result) => result.verdict.state === "survived" && reasonFor(explanations, result) === undefined,
    );
    console.log(formatSummary(judged, unexplained));
    if (unexplained.length > 0) process.exitCode = 1;
  } finally {
    await copy.remove();
  }
}

function read(): { count: number; seed: number; fresh: boolean } {
  try {
    const { count, seed, fresh = false } = parseArgs({ options }).values;
    if (/^\d+$/.test(count) && /^\d+$/.test(seed)) return { count: Number(count), seed: Number(seed), fresh };
  } catch {
    // What is wrong with the arguments shows in the usage.
  }
  throw new Error(usage);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
