import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { git, root } from "../../scripts/lib/repository.ts";
import { copyRepository, type Surroundings } from "../../scripts/testing/repository-copy.ts";
import { run } from "./recipes.ts";
import { runtimes } from "./runtimes.ts";

const generated = [":(glob)packages/*/src/generated/**", "packages/cli/schema"];

/** Returns the generated files of a repository, by their paths. */
async function read(folder: string, files: readonly string[]): Promise<Record<string, string>> {
  const texts = files.map(async (file) => [file, await readFile(join(folder, file), "utf8").catch(() => "missing")]);
  return Object.fromEntries(await Promise.all(texts));
}

const cases: [version: string, node: string, surroundings: Surroundings, name: string][] = [
  ["20", process.execPath, "no repository", "a folder with spaces"],
  ["22", runtimes.node("22"), "worktree", "tree"],
  ["24", runtimes.node("24"), "no repository", "a (folder) & more, äöü"],
];

describe("generated files", () => {
  it.each(cases)(
    "have the same bytes when Node %s generates them from nothing",
    async (_, node, surroundings, name) => {
      const files = (await git(root, "ls-files", ...generated)).split("\n");
      expect(files.length).toBeGreaterThan(100);
      const copy = await copyRepository(surroundings, name);
      try {
        for (const file of files) await rm(join(copy.folder, file));
        await run(node, ["--import", "tsx", "scripts/commands/generate.ts"], {}, copy.folder);
        expect(await read(copy.folder, files)).toEqual(await read(root, files));
      } finally {
        await copy.remove();
      }
    },
  );
});
