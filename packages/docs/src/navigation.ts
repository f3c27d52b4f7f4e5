import type { DefaultTheme } from "vitepress";
import type { Page } from "./pages.ts";

/** The order of the guides' groups. Other groups follow, in the order of their first pages. */
const order = ["Start", "Everyday tasks", "Operations", "Test and deploy", "Move over", "Background"];

/** Returns the sidebar of each part of the site, derived from the pages: guides, references, packages. */
export function sidebarOf(pages: readonly Page[], apis: readonly string[]): DefaultTheme.SidebarMulti {
  const below = (folder: string) => pages.filter(({ path }) => path.startsWith(folder));
  const guides = pages.filter(({ path }) => !/^(api|reference)\//.test(path));
  const references = { text: "API references", items: apis.map(referenceLink) };
  return {
    "/": [...listGroups(guides), references],
    "/reference/": [references, ...listGroups(below("reference/"))],
    "/api/": listGroups(below("api/")),
  };
}

/** Returns the links of the header. A part of the site that has no pages has no link. */
export function navigationOf(pages: readonly Page[], apis: readonly string[]): DefaultTheme.NavItemWithLink[] {
  const has = (path: string) => pages.some((page) => page.path === path);
  const [firstGuide] = listGroups(pages.filter(({ path }) => path.startsWith("guides/"))).flatMap(({ items }) => items);
  return [
    ...(has("start.md") ? [{ text: "Start", link: "/start.html" }] : []),
    ...(firstGuide?.link ? [{ text: "Guides", link: firstGuide.link, activeMatch: "^/guides/" }] : []),
    ...apis.map(referenceLink),
    ...(has("api/index.md") ? [{ text: "Packages", link: "/api/", activeMatch: "^/api/" }] : []),
  ];
}

const referenceLink = (api: string) => ({
  text: api.charAt(0).toUpperCase() + api.slice(1),
  link: `/reference/${api}.html`,
  activeMatch: `^/reference/${api}/`,
});

/** Returns the pages as a reader goes through them: the landing page, then group by group, then the rest. */
export function inReadingOrder(pages: readonly Page[]): Page[] {
  const sorted = [...pages].sort((a, b) => a.order - b.order);
  const named = [...new Set(sorted.flatMap(({ group }) => group ?? []))];
  const names = [...order.filter((name) => named.includes(name)), ...named.filter((name) => !order.includes(name))];
  const rank = ({ address, group }: Page) =>
    address === "" ? -1 : group === undefined ? names.length : names.indexOf(group);
  return sorted.sort((a, b) => rank(a) - rank(b));
}

function listGroups(pages: readonly Page[]): { text: string; items: { text: string; link: string }[] }[] {
  const ordered = inReadingOrder(pages);
  return [...new Set(ordered.flatMap(({ group }) => group ?? []))].map((text) => ({
    text,
    items: ordered
      .filter(({ group }) => group === text)
      .map(({ title, address }) => ({ text: withoutPrefix(title, text), link: `/${address}` })),
  }));
}

/** Leaves out the group's name at the beginning of a title, which stands above the links already. */
function withoutPrefix(title: string, group: string): string {
  const rest = title.startsWith(`${group}: `) ? title.slice(group.length + 2) : title;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
