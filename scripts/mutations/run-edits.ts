import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { apis } from "../lib/apis.ts";
import { ignoreMissing } from "../lib/file-system.ts";
import { root } from "../lib/repository.ts";
import { applyEdit, type Edit, formatEdit } from "./edit.ts";
import type { Gates, Verdict } from "./gates.ts";
import { shuffle } from "./random.ts";
import { specEdits } from "./spec-edits.ts";

/** An edit and what became of it. */
export interface Result {
  readonly edit: string;
  readonly kind: string;
  readonly verdict: Verdict;
}

/** Which edits are made, and where their results are kept. */
export interface RunOptions {
  readonly count: number;
  readonly seed: number;
  /** A file of results: edits that were killed by an earlier run are not made again. */
  readonly results: string;
  /** Returns whether an edit, by its line, may survive: then only lint and the tests of facts are tried. */
  readonly maySurvive: (edit: string) => boolean;
  readonly report: (result: Result) => void;
}

/** Chooses edits at random: each time a kind first, so that rare kinds are as likely as frequent ones. */
export function chooseEdits(edits: readonly Edit[], seed: number): Edit[] {
  const kinds = [...new Set(edits.map(({ kind }) => kind))].sort();
  const queues = kinds.map((kind, index) =>
    shuffle(
      edits.filter((edit) => edit.kind === kind),
      seed + index + 1,
    ),
  );
  const rounds = Math.max(...queues.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) =>
    shuffle(
      queues.flatMap((queue) => queue[round] ?? []),
      seed + round,
    ),
  ).flat();
}

/** Applies edits to a copy of the repository, one at a time, until the given number was judged. */
export async function runEdits(folder: string, gates: Gates, options: RunOptions): Promise<Result[]> {
  const known = await readResults(options.results);
  const chosen = chooseEdits(
    apis.flatMap((api) => specEdits(root, api)),
    options.seed,
  );
  const results: Result[] = [];
  await mkdir(dirname(options.results), { recursive: true });
  for (const edit of chosen) {
    if (results.length === options.count) break;
    const line = formatEdit(edit);
    const earlier = known.get(line);
    const tests = options.maySurvive(line) ? "facts" : "all";
    const result = earlier ?? { edit: line, kind: edit.kind, verdict: await judge(folder, gates, edit, tests) };
    if (!earlier) await appendFile(options.results, `${JSON.stringify(result)}\n`);
    if (result.verdict.state === "unseen") continue;
    results.push(result);
    if (!earlier) options.report(result);
  }
  return results;
}

async function judge(folder: string, gates: Gates, edit: Edit, tests: "all" | "facts"): Promise<Verdict> {
  const path = join(folder, edit.file);
  const text = await readFile(path, "utf8");
  await writeFile(path, applyEdit(text, edit));
  try {
    return await gates.judge(edit.file.split("/")[1] ?? "", tests);
  } finally {
    await writeFile(path, text);
  }
}

async function readResults(path: string): Promise<Map<string, Result>> {
  const text = await readFile(path, "utf8").catch(ignoreMissing(""));
  const results = text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as Result]));
  return new Map(results.filter(({ verdict }) => verdict.state !== "survived").map((result) => [result.edit, result]));
}
