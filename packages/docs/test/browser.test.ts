import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { apis } from "../src/apis.ts";
import { dist } from "../src/site.ts";
import { deliveryWords, extensionFacts, nestedField, requestField, type SpecDocument, tagsOf } from "./expected.ts";
import { type LaunchedBrowser, launchBrowser } from "./launch-browser.ts";
import { longest, openPage, type WatchedPage } from "./watched-page.ts";

let launched: LaunchedBrowser;

beforeAll(async () => {
  launched = await launchBrowser();
});

afterAll(() => launched?.close());

/** The limit of a wait in milliseconds that is tried again. */
const oneTry = 20_000;

/** Repeats what a page that is still moving can undo, until nothing of it fails. */
const untilItHolds = <Result>(action: () => Promise<Result>): Promise<Result> =>
  vi.waitFor(action, { timeout: longest, interval: 200 });

describe.each(apis)("the reference of $name", ({ name }) => {
  const file = pathToFileURL(join(dist, "reference", `${name}.html`)).href;
  const document = JSON.parse(readFileSync(join(dist, "reference", `${name}.openapi.json`), "utf8")) as SpecDocument;
  const nested = nestedField(document);
  const field = requestField(document);
  const facts = extensionFacts(document);
  let watched: WatchedPage;
  let shown = "";
  const menu = () => watched.page.locator('[data-component-name="Menu/Menu"] a');
  const sectionAt = (href: string | null | undefined): Locator =>
    watched.page.locator(`[data-section-id="${href?.replace(/^#/, "")}"]`).first();

  const entry = (title: string) => menu().filter({ has: watched.page.getByText(title, { exact: true }) });

  /** Lists the titles of a group's entries: an operation's is its summary, a delivery's is its name. */
  const titlesOf = (tag: string): string[] => [
    ...Object.values(document.paths)
      .flatMap((item) => Object.values(item))
      .flatMap(({ summary, tags }) => (summary && tags?.includes(tag) ? [summary] : [])),
    ...Object.entries(document.webhooks).flatMap(([delivery, { post }]) =>
      post.tags?.includes(tag) ? [delivery] : [],
    ),
  ];

  /**
   * Opens the group of a tag in the sidebar and on the page, which closes the other ones, and returns its links. By the
   * keyboard and until it holds: the menu follows the page, which goes on scrolling, and can close the group again.
   */
  const openGroup = (tag: string) =>
    untilItHolds(async () => {
      const [title = ""] = titlesOf(tag);
      const first = entry(title);
      // The introduction can have a section with the tag's name too.
      const heading = menu().filter({ hasText: new RegExp(`^${escapePattern(tag)}$`) });
      if (!(await first.isVisible())) await heading.last().press("Enter");
      await first.press("Enter", { timeout: oneTry });
      await watched.page.locator("main").getByRole("heading", { name: title }).waitFor({ timeout: oneTry });
      const links = await menu().evaluateAll((all) => all.map((a) => [a.textContent ?? "", a.getAttribute("href")]));
      expect(titlesOf(tag).filter((one) => !links.some(([text]) => text?.startsWith(one)))).toEqual([]);
      return links;
    });

  /** Follows the link of an operation, and returns its address. */
  async function follow(tag: string, summary: string): Promise<string> {
    const links = await openGroup(tag);
    const [, href] = links.find(([text]) => text?.startsWith(summary)) ?? [];
    await untilItHolds(async () => {
      if ((await entry(summary).count()) === 0) await openGroup(tag);
      await entry(summary).press("Enter", { timeout: oneTry });
    });
    return href ?? "";
  }

  beforeAll(async () => {
    watched = await openPage(launched.browser, file);
  });

  it("has a title, a language and an introduction", async () => {
    expect(await watched.page.title()).toBe(document.info.title);
    expect(await watched.page.locator("html").getAttribute("lang")).toBe("en");
    await watched.page.getByRole("heading", { level: 1, name: document.info.title }).waitFor();
  });

  it("has every operation, with its summary, method and path", async () => {
    const operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, ...operation })),
    );
    for (const tag of tagsOf(document, "paths")) {
      for (const { path, method, summary, tags } of operations) {
        if (!summary || !tags?.includes(tag)) continue;
        const section = sectionAt(await follow(tag, summary));
        await section.getByRole("heading", { name: summary }).waitFor();
        await section
          .getByRole("button", { name: new RegExp(`^${method} ?\\n?${escapePattern(path)}$`, "i") })
          .waitFor();
        expect(await section.textContent()).toContain("Responses");
      }
      shown += await watched.page.locator("main").textContent();
    }
  });

  it("leads from each entry of the sidebar to its section", async () => {
    const [tag = ""] = tagsOf(document, "paths");
    const hrefs = (await openGroup(tag)).map(([, href]) => href);
    expect(hrefs.length).toBeGreaterThan(document.tags.length + titlesOf(tag).length);
    for (const href of hrefs) {
      const link = menu().and(watched.page.locator(`[href="${href}"]`));
      await untilItHolds(async () => {
        if ((await link.count()) === 0) await openGroup(tag);
        await link.press("Enter", { timeout: oneTry });
        expect(await watched.page.evaluate(() => location.hash || "#/")).toBe(href);
      });
      await sectionAt(href).waitFor({ state: "attached" });
    }
    expect(await watched.page.getByText("No page at this address").count()).toBe(0);
  });

  it("has every delivery, with its summary, name, fields and an example", async () => {
    for (const tag of tagsOf(document, "webhooks")) {
      const links = await openGroup(tag);
      for (const [delivery, { post }] of Object.entries(document.webhooks)) {
        if (!post.tags?.includes(tag)) continue;
        const href = links.find(([text]) => text === `${delivery}post`)?.[1] ?? "";
        const section = sectionAt(href);
        await section.scrollIntoViewIfNeeded(); // It is rendered when it is seen.
        await section.getByRole("heading", { name: delivery }).waitFor();
        const text = await section.evaluate(textsOf);
        const words = [post.summary, delivery, ...deliveryWords(document, delivery), "required", "2XX"];
        for (const word of words) expect(text, href).toMatch(wholeWord(word));
      }
      shown += await watched.page.locator("main").textContent();
    }
  });

  it("opens each entry of the sidebar by its address as well", async () => {
    const links = await openGroup(tagsOf(document, "webhooks").at(-1) ?? "");
    const [, href] = links.at(-1) ?? [];
    const { page, problems } = await openPage(launched.browser, `${file}${href}`);
    await page
      .locator(`[data-section-id="${href?.slice(1)}"]`)
      .getByText("Responses")
      .first()
      .waitFor();
    expect(problems).toEqual([]);
  });

  if (nested) {
    it("opens a nested schema", async () => {
      const section = sectionAt(await follow(nested.tag, nested.summary));
      await section.getByRole("button", { name: nested.status }).first().click();
      await section
        .getByRole("button", { name: /Show \d+ (array )?properties/ })
        .first()
        .click();
      await section.getByText(nested.field).first().waitFor();
    });
  }

  if (field) {
    it("finds a field by its name", async () => {
      const { page } = watched;
      await page.keyboard.press("Control+K");
      await page.locator("input:focus").fill(field);
      await page.getByText("request fields").first().waitFor();
      await page.keyboard.press("Escape");
    });
  }

  it("has shown the facts of the extensions", () => {
    expect(shown.includes("Known values: ")).toBe(JSON.stringify(document).includes('"x-known-values"'));
    expect(facts.filter((fact) => !shown.includes(fact))).toEqual([]);
  });

  it("has requested nothing but itself and Redoc's code, and reported no problem", () => {
    expect(watched.requests).toEqual([file, expect.stringMatching(/\/dist\/reference\/redoc\.[0-9a-f]{8}\.js$/)]);
    expect(watched.problems).toEqual([]);
  });
});

const escapePattern = (text: string): string => text.replace(/[/{}.()[\]*+?^$|\\]/g, "\\$&");

/** Matches a text, but not as a part of a longer name. */
const wholeWord = (text: string): RegExp => new RegExp(`(?<![\\w-])${escapePattern(text)}(?![\\w-])`);

/** Returns the texts of an element, one a line; `innerText` has none of what isn't laid out yet. */
function textsOf(element: Element): string {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode.nodeValue ?? "");
  return texts.join("\n");
}
