import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BuiltPage, builtFiles, builtPages, firstPages, type OpenSite, openSite } from "../built-site.ts";
import { type Examination, examine, openEmptyPage, type View } from "./examine-page.ts";

const largest = 150_000; // Bytes of compressed transfer, for the first page that a reader opens.
const seen = new Map<string, Examination>();
const references = builtPages.filter(({ isReference }) => isReference);
const pages = builtPages.filter(({ isReference }) => !isReference);
const wide: View = { width: 1440, theme: "light", judged: "all" };
const narrow: View = { width: 360, theme: "dark", judged: "all" };
let site: OpenSite;
let opened: Page;

beforeAll(async () => {
  site = await openSite();
  opened = await openEmptyPage(site.browser);
});

afterAll(() => site?.close());

/** Looks at a page, and expects nothing to be wrong with it. */
async function expectGood({ path }: BuiltPage, ...views: [View, ...View[]]): Promise<Examination> {
  const result = await examine(opened, site.url + path, views);
  seen.set(path, result);
  const { foreignRequests, problems, barriers, overflow } = result;
  expect({ foreignRequests, problems, barriers, overflow }).toEqual({
    foreignRequests: [],
    problems: [],
    barriers: [],
    overflow: [],
  });
  return result;
}

describe("every page", () => {
  it.each(pages)("works alone, fits a narrow window, has no barriers, and is small: $path", async (page) => {
    const { transferred } = await expectGood(page, narrow, { ...wide, judged: "colors" });
    expect(transferred, "bytes").toBeLessThan(largest);
  });

  // The pages of a part consist of the same components.
  it.each(firstPages)("has no barriers in either width and theme, as the first of its part: $path", async (page) => {
    await expectGood(page, wide, { ...wide, theme: "dark" }, { ...narrow, theme: "light" });
  });

  // reference-accessibility.test.ts judges its barriers.
  it.each(references)("works alone and fits the window: $path", async (page) => {
    for (const view of [wide, narrow]) await expectGood(page, { ...view, judged: "nothing" });
  });
});

describe("the links of every page", () => {
  const files = builtFiles();

  /** Returns the file that an address of the site leads to. */
  const fileOf = ({ href }: URL): string =>
    decodeURI(href.slice(site.url.length))
      .replace(/[?#].*$/, "")
      .replace(/(^|\/)$/, "$1index.html");

  const seenOf = (path: string): Examination => {
    const found = seen.get(path);
    if (found === undefined) throw new Error(`${path} wasn't seen. The tests of links need those before them.`);
    return found;
  };
  const linksOf = (path: string) => [...new Set(seenOf(path).links)].map((link) => new URL(link));

  it.each(builtPages)("lead to files and anchors that exist, and elsewhere by https: $path", ({ path }) => {
    const dead = linksOf(path).filter((link) => {
      if (!link.href.startsWith(site.url)) return link.protocol !== "https:";
      const file = fileOf(link);
      if (!files.includes(file)) return true;
      const anchor = decodeURIComponent(link.hash.slice(1));
      // What follows `#/` is an address within a reference.
      return anchor !== "" && !anchor.startsWith("/") && !seenOf(file).ids.includes(anchor);
    });
    expect(dead.map(({ href }) => href.replace(site.url, ""))).toEqual([]);
  });

  it("lead to sections of the references that exist", async () => {
    const links = pages.flatMap(({ path }) => linksOf(path));
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

  it.each(pages)("have anchors that are unique and of plain letters: $path", ({ path }) => {
    const { ids } = seenOf(path);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index || !/^[\w:.-]+$/.test(id))).toEqual([]);
  });
});
