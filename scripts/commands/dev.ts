import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { formatReport } from "../dev/format-report.ts";
import { type Rebuilt, rebuild, updateReference } from "../dev/rebuild.ts";
import { watchSpecs } from "../dev/watch-specs.ts";
import { root } from "../lib/repository.ts";
import { forgetConfigs } from "../lib/spec.ts";

for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));

let references = Promise.resolve();

console.log("Checking the specs …");
await watchSpecs(async (changed, files) => {
  const start = performance.now();
  if (files.some((file) => /redocly[\w.-]*\.ya?ml$/.test(file))) forgetConfigs();
  const results: Rebuilt[] = [];
  for (const api of changed) results.push(await rebuild(api));
  console.log(`\n${formatReport(files, results, (performance.now() - start) / 1000)}`);
  void updateReferences(results);
});
void references.then(showPages);
console.log(
  "\nWatching specs/. Each save is linted, regenerated and compared with HEAD; the reference follows. Ctrl+C stops.",
);

/** Renders the references after the report, one at a time; the next save doesn't wait for them. */
function updateReferences(results: Rebuilt[]): Promise<void> {
  for (const { api, document } of results) {
    if (!document) continue;
    references = references
      .then(() => updateReference(api, document))
      .catch((error: Error) => console.error(`The reference of ${api} can't be rendered: ${error.message}`));
  }
  return references;
}

/** Serves the site, which follows the references. */
function showPages(): void {
  const script = join(root, "packages/docs/src/dev.ts");
  if (!existsSync(script)) return;
  const child = spawn(process.execPath, ["--import", "tsx", script], { stdio: ["ignore", "inherit", "inherit"] });
  process.on("exit", () => child.kill());
}
