import { createHash } from "node:crypto";
import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join, matchesGlob } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyRepository, type RepositoryCopy } from "../testing/repository-copy.ts";
import { edits, expectedTasks } from "./edits.ts";
import { readFiles, straceArguments } from "./reads.ts";
import { commands, planTasks, runTurbo, type Task } from "./turbo.ts";
import { declared, undeclaredReads } from "./undeclared-reads.ts";

let copy: RepositoryCopy;
let tasks: Map<string, Task>;
let reads: Map<string, Set<string>>;

const ids = (): string[] => commands(tasks).map(({ taskId }) => taskId);
const status = ({ cache }: Task): string => cache.status;

beforeAll(async () => {
  copy = await copyRepository("repository");
  tasks = await planTasks(copy.folder);
  const log = join(copy.folder, "../strace.log");
  await runTurbo(copy.folder, [], straceArguments(log));
  reads = await readFiles(log);
});
afterAll(() => copy.remove());

/** Returns a digest of each file that the tasks write to a folder `dist`; other outputs are committed. */
async function outputs(): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const { directory, outputs } of commands(tasks).filter(({ outputs }) => outputs?.length)) {
    const folder = join(copy.folder, directory);
    for (const file of await readdir(folder, { recursive: true })) {
      if (
        !file.startsWith("dist/") ||
        !outputs?.some((glob) => matchesGlob(file, glob)) ||
        !(await stat(join(folder, file))).isFile()
      )
        continue;
      digests[join(directory, file)] = createHash("sha256")
        .update(await readFile(join(folder, file)))
        .digest("hex");
    }
  }
  return digests;
}

describe("turbo's cache", () => {
  it("misses in a fresh clone, and hits everything afterwards", async () => {
    expect(new Set(commands(tasks).map(status))).toEqual(new Set(["MISS"]));
    expect(commands(await planTasks(copy.folder)).filter((task) => status(task) === "MISS")).toEqual([]);
  });

  it("knows each file of the repository that a task reads", () => {
    const shared = ["redocly.yaml", "tsconfig.base.json"];
    const undeclared = commands(tasks).map(({ taskId, hash }) => {
      const files = reads.get(hash);
      expect(files, taskId).toBeDefined();
      return [taskId, undeclaredReads(copy.folder, files ?? [], declared(taskId, tasks, shared))];
    });
    expect(Object.fromEntries(undeclared)).toEqual(Object.fromEntries(ids().map((id) => [id, []])));
  });

  it("restores each output that was deleted, byte for byte, without running a task", async () => {
    const before = await outputs();
    expect(Object.keys(before).length).toBeGreaterThan(100);
    for (const path of Object.keys(before)) await rm(join(copy.folder, path));
    const output = await runTurbo(copy.folder, []);
    expect(output).toContain(`Cached:    ${ids().length} cached, ${ids().length} total`);
    expect(await outputs()).toEqual(before);
  });

  it.each(Object.entries(edits))(
    "after an edit of %s, runs the tasks again that depend on it, and no other",
    async (file, names) => {
      const path = join(copy.folder, file);
      const before = await readFile(path, "utf8");
      await writeFile(path, `${before}\n`);
      const after = commands(await planTasks(copy.folder));
      await writeFile(path, before);
      const changed = after.filter(({ taskId, hash }) => hash !== tasks.get(taskId)?.hash).map(({ taskId }) => taskId);
      expect(changed.sort()).toEqual(expectedTasks(names, ids()));
    },
  );
});
