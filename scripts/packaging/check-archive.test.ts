import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildPackage } from "../lib/build-package.ts";
import { root } from "../lib/repository.ts";
import { missingParts, staleFiles } from "./check-archive.ts";
import type { Manifest, Packed } from "./npm-pack.ts";
import { brokenLinks } from "./readme-links.ts";
import { repositoryAddress, wrongAddresses } from "./repository-address.ts";

const exports = { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } };
const scripts = {
  prepack: "node --import tsx ../../scripts/commands/prepack.ts",
  build: "node --import tsx ../../scripts/commands/build-package.ts",
};

describe("an archive", () => {
  let folder: string;
  let packed: Packed;

  async function write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }

  const without = (name: RegExp): Packed => ({ ...packed, files: packed.files.filter(({ path }) => !name.test(path)) });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "archive-"));
    const manifest: Manifest = { name: "toy", version: "1.0.0", location: relative(root, folder), exports, scripts };
    await write("package.json", JSON.stringify(manifest));
    await write("tsconfig.json", JSON.stringify({ compilerOptions: { rootDir: "src" } }));
    await write("src/index.ts", "export const one: number = 1;");
    for (const name of ["README.md", "LICENSE", "CHANGELOG.md"]) await write(name, "# Toy\n\n## Use it: `now`\n");
    await buildPackage(folder);
    const files = (await readdir(folder, { recursive: true })).map((path) => ({ path }));
    packed = { manifest, files };
  });

  afterEach(() => rm(folder, { recursive: true }));

  it("with all its parts has no mistake", async () => {
    expect(missingParts(packed)).toEqual([]);
    expect(await staleFiles(packed)).toEqual([]);
  });

  it("without any code, license or README is rejected", () => {
    expect(missingParts(without(/^dist/))).toEqual([
      "toy: the archive has no dist/index.d.ts.",
      "toy: the archive has no dist/index.js.",
    ]);
    expect(missingParts(without(/^(LICENSE|README|CHANGELOG)/))).toEqual([
      "toy: the archive has no README.md.",
      "toy: the archive has no LICENSE.",
      "toy: the archive has no CHANGELOG.md.",
    ]);
    const empty = { files: packed.files, manifest: { ...packed.manifest, exports: {} } };
    expect(missingParts(empty)).toEqual(["toy: package.json names no file of dist/."]);
  });

  it("that npm wouldn't build first is rejected", () => {
    const unbuilt = { ...packed, manifest: { ...packed.manifest, scripts: { build: scripts.build } } };
    expect(missingParts(unbuilt)).toEqual([expect.stringContaining('built or not. Set "prepack" in its scripts to')]);
  });

  it("with a file that the sources no longer yield, or without one that they do, is stale", async () => {
    await write("src/index.ts", "export const two: number = 2;");
    const stale = await staleFiles({ ...packed, files: [...packed.files, { path: "dist/old.js" }] });
    expect(stale.map((text) => /dist\/\S+ is stale/.exec(text)?.[0]).sort()).toEqual([
      "dist/index.d.ts is stale",
      "dist/index.js is stale",
      "dist/old.js is stale",
    ]);
  });

  it("has a README whose links lead somewhere outside the repository", async () => {
    const address = "https://example.com/toy";
    await write(".hidden", "");
    const links = ["LICENSE", "src/none.ts", ".hidden", "#use-it-now", "#never", "https://example.org/"];
    const own = [`${address}/tree/main/scripts`, `${address}/blob/main/none.ts`];
    await write("README.md", `${[...links, ...own].map((link) => `[x](${link})`).join("\n")}\n## Use it: \`now\`\n`);
    expect(brokenLinks(packed, address)).toEqual([
      "toy: README.md links to src/none.ts, which isn't in the archive, nor in the repository.",
      expect.stringMatching(/links to \.hidden, which isn't in the archive\. Use https:\S*\/\.hidden\.$/),
      "toy: README.md links to #never, but there is no such heading.",
      "toy: README.md links to https://example.com/toy/blob/main/none.ts, which the repository doesn't have.",
    ]);
  });

  it("leads to the repository that the root names", async () => {
    const fields = (await wrongAddresses(packed.manifest, await repositoryAddress())).map((text) => text.split(" ")[1]);
    expect(fields).toEqual(["homepage", "bugs", "repository", "publishConfig"]);
  });
});
