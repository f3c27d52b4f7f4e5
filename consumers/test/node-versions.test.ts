import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { entryPoints } from "./installed-packages.ts";
import { consumers, run } from "./recipes.ts";
import { runtimes } from "./runtimes.ts";

const folder = join(consumers, ".recipes/node-versions");
const programs = join(consumers, "test/programs");

/** Loads each entry by both ways, and prints those for which they differ. */
const load = `
const entries = process.argv.slice(2);
const differs = async (entry) => require(entry) !== (await import(entry)) || !require(entry);
Promise.all(entries.map(differs)).then((different) => console.log(entries.filter((_, i) => different[i]).join()));
`;

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "load.cjs"), load);
  const entryPoints = ["node", "anywhere", "generated", "expect"].map((name) => join(programs, `${name}.ts`));
  await build({ entryPoints, outdir: folder, target: "node20", logLevel: "silent" });
});

/** Runs a program by a version of Node, and returns what it printed, but for Node's own warning of `require(esm)`. */
async function printed(version: Parameters<typeof runtimes.node>[0], file: string, ...args: string[]) {
  const { stdout, stderr } = await run(runtimes.node(version), [join(folder, file), ...args], { NODE_OPTIONS: "" });
  const warnings = stderr
    .replace(/^\(node:\d+\) ExperimentalWarning: .*\n/gm, "")
    .replace(/^\(Use `node --trace-warnings .*\n/gm, "")
    .replace(/^Support for loading ES Module in require\(\) is an experimental feature.*\n/gm, "");
  return { stdout: stdout.trim(), warnings };
}

describe.each(["20", "22", "24", "26"] as const)("Node %s", (version) => {
  it("gets the same by import and by require of every entry, and prints no warning of its own", async () => {
    expect(await printed(version, "load.cjs", ...entryPoints())).toEqual({ stdout: "", warnings: "" });
  });

  it("runs a program that uses every public function, without a warning", async () => {
    expect(await printed(version, "node.js")).toEqual({ stdout: "done", warnings: "" });
  });
});
