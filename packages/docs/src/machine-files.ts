import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Api, apis, type Document } from "./apis.ts";
import { inReadingOrder } from "./navigation.ts";
import type { Page } from "./pages.ts";
import { plainMarkdown } from "./plain-markdown.ts";

/** What the files for programs are made from. */
export interface MachineSources {
  pages: readonly Page[];
  /** The folder of the pages. */
  source: string;
  /** The address that the site is published at, with a slash at its end. */
  address: string;
}

/**
 * Writes what programs read into the built site: each page as Markdown, `llms.txt`, `llms-full.txt`, the sitemap and the
 * JSON Schema of `webhooks.yaml`. Links are relative, so that they hold at any address; only the sitemap names the site's.
 */
export async function writeMachineFiles(dist: string, { pages, source, address }: MachineSources): Promise<void> {
  const ordered = inReadingOrder(pages);
  const texts = ordered.map((page) => ({ page, text: plainMarkdown(page, source) }));
  for (const { page, text } of texts) {
    await mkdir(dirname(join(dist, page.path)), { recursive: true });
    await writeFile(join(dist, page.path), text);
  }
  const documents = await Promise.all(apis.map(async (api) => ({ api, info: await readInfo(api) })));
  await writeFile(join(dist, "llms.txt"), llmsIndex(ordered, documents));
  const full = texts.map(({ page, text }) => `Page: ${page.path}\n\n${text}`).join("\n---\n\n");
  await writeFile(join(dist, "llms-full.txt"), full);
  await writeFile(join(dist, "sitemap.xml"), sitemap(pages, address));
  await writeFile(join(dist, "robots.txt"), `User-agent: *\nAllow: /\n\nSitemap: ${address}sitemap.xml\n`);
  const schema = fileURLToPath(import.meta.resolve("@comms-webhooks/cli/schema/webhooks.schema.json"));
  await copyFile(schema, join(dist, "webhooks.schema.json"));
}

type Described = { api: Api; info: Document["info"] };

async function readInfo({ document }: Api): Promise<Document["info"]> {
  return (JSON.parse(await readFile(document, "utf8")) as Document).info;
}

/** Returns the index for language models, in the form that llmstxt.org describes. */
function llmsIndex(pages: readonly Page[], documents: readonly Described[]): string {
  const [landing] = pages.filter(({ address }) => address === "");
  const groups = [...new Set(pages.flatMap(({ group }) => group ?? []))];
  const link = ({ title, path, description }: Page) => `- [${title}](${path})${description ? `: ${description}` : ""}`;
  return `# comms-webhooks

> ${landing?.description}

The project is unofficial and was never run against the live vendors. [llms-full.txt](llms-full.txt) has all pages in one file.

${groups
  .map(
    (group) =>
      `## ${group}\n\n${pages
        .filter((page) => page.group === group)
        .map(link)
        .join("\n")}\n`,
  )
  .join("\n")}
## Schemas

${documents.map(({ api, info }) => `- [${info.title}, OpenAPI 3.1](reference/${api.name}.openapi.yaml): ${info.summary} Also as [JSON](reference/${api.name}.openapi.json).`).join("\n")}
- [webhooks.yaml, JSON Schema](webhooks.schema.json): The file that describes the webhooks there should be, for the command-line tool.
`;
}

function sitemap(pages: readonly Page[], address: string): string {
  const paths = [...pages.map((page) => page.address), ...apis.map(({ name }) => `reference/${name}.html`)];
  const urls = paths.map((path) => `  <url><loc>${new URL(encodeURI(path), address).href}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join("\n")}
</urlset>
`;
}
