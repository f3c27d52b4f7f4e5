import { fileURLToPath } from "node:url";
import type { DefaultTheme, UserConfig } from "vitepress";
import { apis } from "../../src/apis.ts";
import { codeBlocks, codeTheme, colorsToClasses } from "../../src/code-blocks.ts";
import { linksAndTables } from "../../src/links-and-tables.ts";
import { navigationOf, sidebarOf } from "../../src/navigation.ts";
import { readPages } from "../../src/pages.ts";
import { sectionsOf } from "../../src/search-index.ts";
import { withSecurityPolicy } from "../../src/security-policy.ts";
import { base } from "../../src/site.ts";

const folder = fileURLToPath(new URL("..", import.meta.url));
const pages = await readPages(folder);
const names = apis.map(({ name }) => name);

const config: UserConfig<DefaultTheme.Config> = {
  lang: "en",
  title: "comms-webhooks",
  description:
    "Register webhooks with Cisco Webex and 8x8 Connect, and receive their deliveries, typed and authenticated.",
  base,
  outDir: "../dist",
  cacheDir: "../node_modules/.vitepress",
  // A page requests what it needs, and nothing in advance: its size is what the reader pays.
  router: { prefetchLinks: false },
  metaChunk: true,
  appearance: { disableTransition: false }, // The transition is switched off by an inline style otherwise.
  head: [["link", { rel: "icon", href: "data:," }]],
  markdown: {
    theme: codeTheme,
    codeTransformers: [colorsToClasses],
    config: (md) => {
      md.use(codeBlocks);
      md.use(linksAndTables);
    },
  },
  themeConfig: {
    nav: navigationOf(pages, names),
    sidebar: sidebarOf(pages, names),
    outline: [2, 3],
    search: {
      provider: "local",
      options: {
        detailedView: true,
        miniSearch: { _splitIntoSections: (file: string, html: string) => sectionsOf(folder, pages, file, html) },
      },
    },
    docFooter: { prev: "Previous", next: "Next" },
    footer: { message: "Unofficial, and never run against the live vendors. MIT licensed." },
  },
  transformPageData(data) {
    const page = pages.find(({ path }) => path === data.relativePath);
    if (!page) return undefined;
    return { title: page.title, description: page.description ?? "" };
  },
  transformHtml: withSecurityPolicy,
};

export default config;
