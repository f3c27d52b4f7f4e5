import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Document } from "../generators/openapi.ts";
import { redocly } from "../lib/redocly.ts";
import { showExtensions } from "./show-extensions.ts";

const template = fileURLToPath(new URL("template.hbs", import.meta.url));

/** Renders a bundled document as a page that works offline: everything is inlined, and it makes no request. */
export async function render(document: Document): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "reference-"));
  try {
    const [input, output] = [join(folder, "openapi.json"), join(folder, "reference.html")];
    await writeFile(input, JSON.stringify(showExtensions(document)));
    await redocly("build-docs", input, "--inlineBundle", "--template", template, "--output", output);
    return selfContained(await readFile(output, "utf8"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const logo = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g;
const wordmark = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="18"><text y="14" font-family="sans-serif" font-size="14" fill="#888">Redocly</text></svg>`;

/**
 * Fixes what a page in a single file can't have: a logo from the network, and links to paths of a site. Redoc prerenders
 * `/section/errors` and means `#/section/errors` once it runs, but React keeps existing attributes.
 */
function selfContained(page: string): string {
  const start = page.indexOf('<script type="module">');
  const links = page.slice(0, start).replaceAll(' href="/', ' href="#/');
  const code = page.slice(start).replace(logo, `data:image/svg+xml,${encodeURIComponent(wordmark)}`);
  if (start === -1 || links.length === start || code.length === page.length - start) {
    throw new Error(
      "The rendered page isn't what this version of Redoc rendered before. Check the fixes in scripts/reference/render.ts.",
    );
  }
  return links + code;
}
