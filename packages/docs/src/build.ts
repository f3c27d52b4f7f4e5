import { join } from "node:path";
import { build } from "vitepress";
import { writeApiPages } from "./api-pages.ts";
import { writeMachineFiles } from "./machine-files.ts";
import { readPages } from "./pages.ts";
import { writeReferences } from "./references.ts";
import { address, dist, source } from "./site.ts";

// Builds the site in the folder `dist` of this package, or a copy of it in another one. A copy has the pages of the
// packages that are there: they are sources of the site, which others may read meanwhile.
const [folder = dist] = process.argv.slice(2);
try {
  if (folder === dist) await writeApiPages(join(source, "api"));
  await build(source, { outDir: folder });
  const pages = await readPages(source);
  await writeMachineFiles(folder, { pages, source, address });
  await writeReferences(join(folder, "reference"), pages);
} catch (error) {
  const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
  console.error(missing ? `${(error as Error).message}\nBuild the specs first: npm run build` : error);
  process.exitCode = 1;
}
