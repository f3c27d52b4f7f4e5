import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";
import { root } from "../lib/repository.ts";
import { areas } from "../mutations/areas.ts";
import { type CodeExplanation, countMutants, formatCounts, type StrykerReport } from "../mutations/stryker-report.ts";
import { copyRepository } from "../testing/repository-copy.ts";

const tool = join(root, "mutation");
const cache = join(root, "node_modules/.cache/mutate");
const least = 90;

// Has StrykerJS change the code of areas, all or those that are named, in a copy of the repository.
try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main(names: string[]): Promise<void> {
  const unknown = names.find((name) => !Object.hasOwn(areas, name));
  if (unknown !== undefined)
    throw new Error(`Unknown area "${unknown}". Use: npm run mutate -- [${Object.keys(areas).join("|")}]`);
  if (!existsSync(join(tool, "node_modules")) && !(await run(tool, "npm", "ci"))) throw new Error("npm ci failed.");
  const explanations = parse(await readFile(join(tool, "explained.yaml"), "utf8")) as CodeExplanation[];
  const copy = await copyRepository("no repository");
  try {
    const { runTask } = (await import(
      pathToFileURL(join(copy.folder, "scripts/lib/tasks.ts")).href
    )) as typeof import("../lib/tasks.ts");
    if (!(await runTask("build"))) throw new Error("The repository can't be built.");
    await mkdir(cache, { recursive: true });
    for (const name of names.length > 0 ? names : Object.keys(areas)) {
      const counts = countMutants(await mutate(copy.folder, name), explanations);
      console.log(formatCounts(name, counts));
      if (counts.score < least) process.exitCode = 1;
    }
  } finally {
    await copy.remove();
  }
}

/** Runs StrykerJS in a package of the copy. Results of mutants whose code and tests are unchanged are kept. */
async function mutate(folder: string, name: string): Promise<StrykerReport> {
  const { package: workspace = "", files = [], tests = [] } = areas[name] ?? {};
  const require = createRequire(join(tool, "package.json"));
  const report = join(cache, `${name}.report.json`);
  const settings = {
    plugins: [require.resolve("@stryker-mutator/vitest-runner")],
    testRunner: "vitest",
    inPlace: true,
    coverageAnalysis: "perTest",
    ignoreStatic: true,
    concurrency: 1,
    incremental: true,
    incrementalFile: join(cache, `${name}.json`),
    reporters: ["json", "progress-append-only"],
    jsonReporter: { fileName: report },
    mutate: files,
    testFiles: tests,
    thresholds: { break: null },
    allowConsoleColors: false,
  };
  const cwd = join(folder, workspace);
  await writeFile(join(cwd, "stryker.config.json"), JSON.stringify(settings));
  const bin = join(tool, "node_modules/@stryker-mutator/core/bin/stryker.js");
  if (!(await run(cwd, process.execPath, bin, "run"))) throw new Error(`StrykerJS failed on ${name}.`);
  return JSON.parse(await readFile(report, "utf8")) as StrykerReport;
}

async function run(cwd: string, command: string, ...args: string[]): Promise<boolean> {
  const [code] = (await once(spawn(command, args, { cwd, stdio: "inherit" }), "exit")) as [number | null];
  return code === 0;
}
