import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "vitepress";
import { stringify } from "yaml";
import { apis } from "./apis.ts";
import { navigationOf } from "./navigation.ts";
import { readPages } from "./pages.ts";
import { placeInSite } from "./reference-page.ts";
import { dist, source } from "./site.ts";

try {
  await build(source, { outDir: dist });
  await mkdir(join(dist, "reference"), { recursive: true });
  const links = navigationOf(
    await readPages(source),
    apis.map(({ name }) => name),
  );
  const tokens = await readFile(join(source, ".vitepress/theme/tokens.css"), "utf8");
  for (const { name, document, reference } of apis) {
    const target = join(dist, "reference", name);
    const { page, script } = placeInSite(await readFile(reference, "utf8"), name, links, tokens);
    await writeFile(`${target}.html`, page);
    await writeFile(join(dist, "reference", script.name), script.code);
    await copyFile(document, `${target}.openapi.json`);
    await writeFile(`${target}.openapi.yaml`, stringify(JSON.parse(await readFile(document, "utf8"))));
  }
} catch (error) {
  const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
  console.error(missing ? `${(error as Error).message}\nBuild the specs first: npm run build` : error);
  process.exitCode = 1;
}
