import { statSync } from "node:fs";
import { join, matchesGlob, relative } from "node:path";
import type { Task } from "./turbo.ts";

/** Files whose content doesn't change what a task does. */
const harmless: readonly [glob: string, reason: string][] = [
  ["**/package.json", "npm reads the manifests of all workspaces to start a script, Node to find how a file is loaded"],
  ["package.json", "as above"],
  [".npmrc", "npm reads it to start a script"],
];

/** What a task may depend on: the files in its hash and those of its dependencies, and what its dependencies write. */
export interface Declared {
  inputs: ReadonlySet<string>;
  outputs: readonly string[];
}

/** Returns what a task and all tasks before it declare, with paths relative to the repository. */
export function declared(id: string, tasks: ReadonlyMap<string, Task>, shared: readonly string[]): Declared {
  const inputs = new Set(shared);
  const outputs: string[] = [];
  const seen = new Set<string>();
  const visit = (id: string): void => {
    const task = tasks.get(id);
    if (!task || seen.has(id)) return;
    seen.add(id);
    for (const file of Object.keys(task.inputs)) inputs.add(join(task.directory, file));
    outputs.push(...(task.outputs ?? []).map((glob) => join(task.directory, glob)));
    task.dependencies.forEach(visit);
  };
  visit(id);
  return { inputs, outputs };
}

/** Returns the files of a repository that a task read although turbo doesn't know that it depends on them. */
export function undeclaredReads(folder: string, read: Iterable<string>, { inputs, outputs }: Declared): string[] {
  return [...read]
    .filter((path) => path.startsWith(`${folder}/`) && statSync(path, { throwIfNoEntry: false })?.isFile())
    .map((path) => relative(folder, path))
    .filter((path) => !inputs.has(path) && !/^(.git|.turbo)\//.test(path))
    .filter((path) => ![...outputs, ...harmless.map(([glob]) => glob)].some((glob) => matchesGlob(path, glob)))
    .sort();
}
