import { fileURLToPath } from "node:url";
import type { DefaultTheme, UserConfig } from "vitepress";
import { apis } from "../../src/apis.ts";
import { codeBlocks, codeTheme, colorsToClasses } from "../../src/code-blocks.ts";
import { serveReferences } from "../../src/dev-references.ts";
import { navigationOf, sidebarOf } from "../../src/navigation.ts";
import { readPages } from "../../src/pages.ts";
import { likeHydrated, withFallback } from "../../src/prerendered.ts";
import { sectionsOf } from "../../src/search-index.ts";
import { withSecurityPolicy } from "../../src/security-policy.ts";
import { base } from "../../src/site.ts";
import { tableCells } from "../../src/table-cells.ts";

const folder = fileURLToPath(new URL("..", import.meta.url));
const pages = await readPages(folder);
const notFound = {
  title: "Page not found",
  text: "There's no page at this address.",
  link: "Go to the start page",
};
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
  // References are files that the build adds. A test follows every link of every page.
  ignoreDeadLinks: [new RegExp(`(?:^|/)(?:${names.join("|")})$`)],
  head: [["link", { rel: "icon", href: "data:," }]],
  markdown: {
    theme: codeTheme,
    codeTransformers: [colorsToClasses],
    config: (md) => {
      md.use(codeBlocks);
      md.use(tableCells);
    },
  },
  themeConfig: {
    nav: navigationOf(pages, names),
    sidebar: sidebarOf(pages, names),
    outline: [2, 3],
    search: {
      provider: "local",
      options: {
        miniSearch: { _splitIntoSections: (file: string, html: string) => sectionsOf(folder, pages, file, html) },
      },
    },
    notFound: {
      title: notFound.title,
      quote: `${notFound.text} If it was moved, the search finds it.`,
      linkText: notFound.link,
      linkLabel: notFound.link,
    },
    docFooter: { prev: "Previous", next: "Next" },
    footer: { message: "Unofficial, and never run against the live vendors. MIT licensed." },
  },
  vite: { plugins: [serveReferences(base)] },
  transformPageData(data) {
    const page = pages.find(({ path }) => path === data.relativePath);
    if (!page) return undefined;
    return { title: page.title, description: page.description ?? "" };
  },
  transformHtml: (html) => {
    const link = `<a href="${base}">${notFound.link}</a>`;
    return withSecurityPolicy(withFallback(likeHydrated(html), { ...notFound, link }));
  },
};

export default config;
