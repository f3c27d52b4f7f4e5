import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Document } from "../generators/openapi.ts";
import { redocly } from "../lib/redocly.ts";
import { withCodeSamples } from "./code-samples.ts";
import { withSecurityPolicy } from "./security-policy.ts";
import { showExtensions } from "./show-extensions.ts";

const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Redoc's options: examples are open, and sections stop below the header, whose height theme.css has too. */
const options = { hideDownloadButtons: true, jsonSamplesExpandLevel: 4, scrollYOffset: 56 };

/**
 * Renders an API's bundled document as a page that works offline: everything is inlined, and it makes no request. Its
 * samples are built with the page.
 */
export async function render(api: string, document: Document): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "reference-"));
  try {
    const [input, output] = [join(folder, "openapi.json"), join(folder, "reference.html")];
    await writeFile(input, JSON.stringify(withCodeSamples(api, showExtensions(document))));
    const arguments_ = ["--inlineBundle", "--template", beside("template.hbs"), "--openapi", JSON.stringify(options)];
    await redocly("build-docs", input, ...arguments_, "--output", output);
    const [page, tokens, theme, behavior] = await Promise.all(
      [output, beside("tokens.css"), beside("theme.css"), beside("behavior.js")].map((path) => readFile(path, "utf8")),
    );
    return withSecurityPolicy(
      selfContained(page as string)
        .replace("/* styles */", () => `${tokens}${theme}`)
        .replace("/* behavior.js */", () => behavior as string),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

const wordmark = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="18"><text y="14" font-family="sans-serif" font-size="14" fill="#777">Redocly</text></svg>`;

/** The labels of samples in code-samples.ts, besides curl. */
const languages = ["comms-webhooks", "Plain client", "CLI"].map((label) => ({
  key: label.toLowerCase(),
  label,
  lang: "typescript",
}));

/** What Redoc's code has instead: a logo from the network, and "webhook" for what this project calls a delivery. */
const replacements: [RegExp, string][] = [
  [/https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g, `data:image/svg+xml,${encodeURIComponent(wordmark)}`],
  [/(`badges\.webhook`,)`Webhook`/, "$1`Delivery`"],
  [/(\w+=)`Webhooks`(?=,\w+=\{OCTET_STREAM)/, "$1`Deliveries`"],
  // Redoc shows the samples of operations only: deliveries have some too, after their payload.
  [/(\w)=(\w)\.isWebhook\?`payload`:(\w)\|\|`curl`/, "$1=$3||($2.isWebhook?`payload`:`curl`)"],
  [/samples:\w\.isWebhook\?\w+:(\w),/, "samples:$1,"],
  // And it shows the languages that it has a name for.
  [/(\w+=\[\{key:`curl`,label:`curl`,lang:`bash`\},)/, `$1${JSON.stringify(languages).slice(1, -1)},`],
  // Two scripts, so that pages of a site can share the first: it depends on Redoc alone. No module, which a page opened
  // from a disk couldn't load; what asks for `import.meta` are workers that the page's policy doesn't allow.
  [/<script type="module">/, '<script type="module" id="redoc-code">"use strict";'],
  [/import\.meta/g, "({})"],
  [/;export\{RedocStandalone,hydrate,init\};/, ';globalThis.redoc={hydrate};</script>\n      <script type="module">'],
  [/\n\s*hydrate\(__redoc_definition/, "\n      redoc.hydrate(__redoc_definition"],
];

/**
 * Fixes what a page in a single file can't have. Redoc prerenders `/section/errors` and means `#/section/errors` once it
 * runs, but React keeps existing attributes.
 */
function selfContained(page: string): string {
  const start = page.indexOf('<script type="module">');
  const links = page.slice(0, start).replaceAll(' href="/', ' href="#/');
  let code = page.slice(start);
  const isKnown = start !== -1 && links.length > start && replacements.every(([text]) => code.search(text) !== -1);
  if (!isKnown) {
    throw new Error(
      "The rendered page isn't what this version of Redoc rendered before. Check the fixes in scripts/reference/render.ts.",
    );
  }
  for (const [text, by] of replacements) code = code.replace(text, by);
  return links + code;
}
