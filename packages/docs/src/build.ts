import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "vitepress";
import { stringify } from "yaml";
import { writeApiPages } from "./api-pages.ts";
import { apis } from "./apis.ts";
import { dist, source } from "./site.ts";

try {
  await writeApiPages(join(source, "api"));
  await build(source, { outDir: dist });
  await mkdir(join(dist, "reference"), { recursive: true });
  for (const { name, document, reference } of apis) {
    const target = join(dist, "reference", name);
    await copyFile(reference, `${target}.html`);
    await copyFile(document, `${target}.openapi.json`);
    await writeFile(`${target}.openapi.yaml`, stringify(JSON.parse(await readFile(document, "utf8"))));
  }
} catch (error) {
  const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
  console.error(missing ? `${(error as Error).message}\nBuild the specs first: npm run build` : error);
  process.exitCode = 1;
}
