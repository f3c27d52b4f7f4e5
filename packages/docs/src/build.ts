import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { apis, type Document, dist } from "./apis.ts";
import { indexPage } from "./index-page.ts";

try {
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  const documents: Record<string, Document> = {};
  for (const { name, document, reference } of apis) {
    documents[name] = JSON.parse(await readFile(document, "utf8")) as Document;
    await copyFile(document, join(dist, `${name}.openapi.json`));
    await copyFile(reference, join(dist, `${name}.html`));
  }
  await writeFile(join(dist, "index.html"), indexPage(documents));
  console.log(`Built dist/index.html and the references of ${apis.map(({ name }) => name).join(", ")}.`);
} catch (error) {
  const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
  console.error(missing ? `${(error as Error).message}\nBuild the specs first: npm run build` : error);
  process.exitCode = 1;
}
