import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BuiltPage, builtFiles, builtPages, firstPages, type OpenSite, openSite } from "./built-site.ts";
import { type Examination, examine, type View } from "./examine-page.ts";

const largest = 150_000; // Bytes of compressed transfer, for the first page that a reader opens.
const stillness = { page: 0.01, reference: 0.1 }; // Redoc lays out what it renders late.
const seen = new Map<string, Examination>();
let site: OpenSite;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site?.close());

const views = [
  { width: 1440, theme: "light", pages: builtPages },
  { width: 360, theme: "dark", pages: builtPages },
  { width: 1440, theme: "dark", pages: firstPages },
  { width: 360, theme: "light", pages: firstPages },
] as const;

/** What is judged of a page: all of it narrow, where content overflows, and of the first of each part; else its colors. */
function judgedOf(page: BuiltPage, width: number): View["judged"] {
  if (page.isReference) return "nothing";
  return width === 360 || firstPages.includes(page) ? "all" : "colors";
}

describe.concurrent.each(views)("every page, $width px wide, $theme,", ({ pages, width, theme }) => {
  it.each(pages)("works alone, has no barriers, and stays in place: $path", async (page) => {
    const { path, isReference } = page;
    const result = await examine(site.browser, site.url + path, { width, theme, judged: judgedOf(page, width) });
    seen.set(path, result);
    const { foreignRequests, problems, barriers, overflow, layoutShift, transferred } = result;
    expect({ foreignRequests, problems, barriers, overflow }).toEqual({
      foreignRequests: [],
      problems: [],
      barriers: [],
      overflow: 0,
    });
    expect(layoutShift, "layout shift").toBeLessThan(stillness[isReference ? "reference" : "page"]);
    if (!isReference) expect(transferred, "bytes").toBeLessThan(largest);
  });
});

describe("the links of every page", () => {
  const files = builtFiles();

  /** Returns the file that an address of the site leads to. */
  const fileOf = ({ href }: URL): string =>
    decodeURI(href.slice(site.url.length))
      .replace(/[?#].*$/, "")
      .replace(/(^|\/)$/, "$1index.html");

  const linksOf = (path: string) => [...new Set(seen.get(path)?.links)].map((link) => new URL(link));

  it.each(builtPages)("lead to files and anchors that exist, and elsewhere by https: $path", ({ path }) => {
    const dead = linksOf(path).filter((link) => {
      if (!link.href.startsWith(site.url)) return link.protocol !== "https:";
      const file = fileOf(link);
      if (!files.includes(file)) return true;
      const anchor = decodeURIComponent(link.hash.slice(1));
      // What follows `#/` is an address within a reference.
      return anchor !== "" && !anchor.startsWith("/") && !seen.get(file)?.ids.includes(anchor);
    });
    expect(dead.map(({ href }) => href.replace(site.url, ""))).toEqual([]);
  });

  it("lead to sections of the references that exist", async () => {
    const links = builtPages.flatMap(({ path, isReference }) => (isReference ? [] : linksOf(path)));
    const addresses = new Set(links.filter(({ hash }) => hash.startsWith("#/")).map(({ href }) => href));
    const page = await site.browser.newPage();
    const dead: string[] = [];
    for (const address of addresses) {
      await page.goto(address);
      await page.locator("main").getByRole("heading").first().waitFor();
      if ((await page.getByText("No page at this address").count()) > 0) dead.push(address.replace(site.url, ""));
    }
    await page.close();
    expect(dead).toEqual([]);
  });

  it.each(builtPages.filter(({ isReference }) => !isReference))(
    "have anchors that are unique and of plain letters: $path",
    ({ path }) => {
      const ids = seen.get(path)?.ids ?? [];
      expect(ids.filter((id, index) => ids.indexOf(id) !== index || !/^[\w:.-]+$/.test(id))).toEqual([]);
    },
  );
});
