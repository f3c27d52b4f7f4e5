import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { apis } from "./apis.ts";
import { navigationOf } from "./navigation.ts";
import type { Page } from "./pages.ts";
import { placeInSite } from "./reference-page.ts";

/** Writes the reference of each API into a folder, as a page of the site, and its document as JSON and as YAML. */
export async function writeReferences(folder: string, pages: readonly Page[]): Promise<void> {
  const links = navigationOf(
    pages,
    apis.map(({ name }) => name),
  );
  await mkdir(folder, { recursive: true });
  for (const { name, document, reference } of apis) {
    const { page, script } = placeInSite(await readFile(reference, "utf8"), name, links);
    await writeFile(join(folder, `${name}.html`), page);
    await writeFile(join(folder, script.name), script.code);
    await copyFile(document, join(folder, `${name}.openapi.json`));
    const parsed: unknown = JSON.parse(await readFile(document, "utf8"));
    await writeFile(join(folder, `${name}.openapi.yaml`), stringify(parsed));
  }
}
