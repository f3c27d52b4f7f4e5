import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { entryPoints, isGenerated, readPublicApi } from "../api/public-api.ts";
import { apiReport } from "../api/report.ts";
import { root } from "../lib/repository.ts";

/** Shows what git would, of a file whose text is to be another one. */
function difference(path: string, text: string): string {
  const args = ["diff", "--no-index", "--no-color", "--unified=1", "--", existsSync(path) ? path : "/dev/null", "-"];
  const { stdout } = spawnSync("git", args, { input: text, encoding: "utf8" });
  return stdout.split("\n").slice(4).join("\n");
}

// Compares the API of the built packages with their committed files `api.md`; with --update, writes those.
const update = process.argv.includes("--update");
try {
  const entries = entryPoints().filter((entry) => !isGenerated(entry));
  const folders = [...new Set(entries.map(({ folder }) => folder))];
  const api = readPublicApi(entries);
  let differing = 0;
  for (const folder of folders) {
    const path = join(folder, "api.md");
    const name = relative(root, path);
    const own = entries.filter((entry) => entry.folder === folder);
    const report = apiReport(own, api);
    const committed = await readFile(path, "utf8").catch(() => "");
    if (committed === report) continue;
    differing += 1;
    if (update) await writeFile(path, report);
    console.log(update ? `Updated ${name}` : `${name} differs from the built package:\n${difference(path, report)}`);
  }
  if (differing === 0) console.log(`The public API of ${folders.length} packages is the one in their api.md`);
  else if (!update) {
    console.error("If the change is meant, run: npm run api");
    process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
