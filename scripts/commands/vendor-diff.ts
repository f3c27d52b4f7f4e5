import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { apis, documentPath } from "../lib/apis.ts";
import { root } from "../lib/repository.ts";
import { bundleSpec } from "../lib/spec.ts";
import { compareWithVendor } from "../vendor-diff/compare.ts";
import { type Explanation, readExplanations, sortDifferences } from "../vendor-diff/explanations.ts";
import type { Json } from "../vendor-diff/json.ts";
import { readVendorDocument } from "../vendor-diff/read-vendor-document.ts";
import { reportLines } from "../vendor-diff/report.ts";

const usage = `Use: npm run vendor-diff <${apis.join("|")}> <file or URL of the vendor's OpenAPI> [-- --all]`;

async function main(args: string[]): Promise<void> {
  const { api, from, all } = parseArguments(args);
  const file = join(dirname(documentPath(api)), "vendor-differences.yaml");
  const shown = relative(root, file);
  const theirs = await readVendorDocument(from);
  const ours = (await bundleSpec(documentPath(api))) as unknown as Json;
  const sorted = sortDifferences(compareWithVendor(ours, theirs), await explanationsIn(file, shown));
  console.log(reportLines(sorted, shown, all).join("\n"));
  if (sorted.unexplained.length > 0) process.exitCode = 2;
}

function parseArguments(args: string[]): { api: string; from: string; all: boolean } {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { all: { type: "boolean" } } });
    const [api = "", from, ...others] = positionals;
    if (apis.includes(api) && from && others.length === 0) return { api, from, all: values.all === true };
  } catch {
    // What is wrong with the arguments shows in the usage.
  }
  throw new Error(usage);
}

async function explanationsIn(file: string, shown: string): Promise<Explanation[]> {
  try {
    return readExplanations(parse(await readFile(file, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new Error(`${shown} can't be used: ${(error as Error).message}`);
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
