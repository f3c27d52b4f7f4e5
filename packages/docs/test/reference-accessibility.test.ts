import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apis, type Document } from "../src/apis.ts";
import { dist } from "../src/site.ts";
import { type LaunchedBrowser, launchBrowser } from "./launch-browser.ts";
import { longest } from "./watched-page.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let launched: LaunchedBrowser;

beforeAll(async () => {
  launched = await launchBrowser();
});

afterAll(() => launched?.close());

/** Opens a reference, and a group of it, with everything rendered. */
async function open(api: string, group: string, width: number): Promise<Page> {
  const context = await launched.browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  page.setDefaultTimeout(longest);
  await page.goto(`${pathToFileURL(join(dist, "reference", `${api}.html`)).href}#/${group}`);
  await page.getByText("Responses", { exact: true }).first().waitFor();
  await page.evaluate(scrollThrough);
  await page.evaluate(axe);
  return page;
}

/** Lists what axe finds, each with an element. */
async function findings(page: Page, selector: string, rules?: string[]): Promise<string[]> {
  const options = { resultTypes: ["violations"], ...(rules && { runOnly: rules }) };
  const { violations } = (await page.evaluate(
    `axe.run(${JSON.stringify(selector)}, ${JSON.stringify(options)})`,
  )) as AxeResults;
  return violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.target.join(" ")} ${nodes[0]?.html}`);
}

/** Expects axe to find nothing, once Redoc has finished: it renders sections a moment after they are seen. */
const expectNoFindings = (page: Page, selector = "html", rules?: string[]) =>
  expect.poll(() => findings(page, selector, rules), { timeout: longest }).toEqual([]);

describe.each(apis)("the reference of $name", ({ name, document: file }) => {
  const { tags } = JSON.parse(readFileSync(file, "utf8")) as Document;
  const groups = [tags[0], tags.at(-2)].map((tag) => tag?.name.toLowerCase().replaceAll(" ", "-") ?? "");

  describe.each([
    [1440, groups[0] ?? ""],
    [360, groups[1] ?? ""],
  ])("%d px wide, at %s,", (width, group) => {
    let page: Page;

    beforeAll(async () => {
      page = await open(name, group, width);
    });

    afterAll(() => page?.context().close());

    it("has no barrier that axe finds", async () => {
      await expectNoFindings(page);
    });

    if (width < 400) {
      it("opens the links of its header by the keyboard", async () => {
        const links = page.locator("#site-links");
        expect(await links.isVisible()).toBe(false);
        await page.locator(".site-header .menu").focus();
        await page.keyboard.press("Enter");
        await links.waitFor();
        await page.keyboard.press("Tab");
        expect(
          await links
            .locator("a")
            .first()
            .evaluate((link) => link === document.activeElement),
        ).toBe(true);
        await expectNoFindings(page, ".site-header");
        await page.keyboard.press("Escape");
        await links.waitFor({ state: "hidden" });
      });
    } else {
      it("opens its search by the keyboard, with the words of descriptions in it", async () => {
        await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
        const trigger = page.locator('[data-testid="search-trigger"]');
        const isFocused = () => trigger.evaluate((element) => element === document.activeElement);
        await page.locator(".site-header a").last().focus();
        for (let tab = 0; tab < 5 && !(await isFocused()); tab++) await page.keyboard.press("Tab");
        expect(await isFocused()).toBe(true);
        await page.keyboard.press("Enter");
        await page.locator("input:focus").fill("disabled");
        await page.locator('[data-component-name="Search/SearchItem"]').first().waitFor();
        await expectNoFindings(page);
        await page.keyboard.press("Escape");
        await page.locator('[data-component-name="Search/SearchItem"]').first().waitFor({ state: "hidden" });
      });
    }

    it("has no barrier of colors once it is dark", async () => {
      await page.locator('[data-testid="color-mode-switcher"]').dispatchEvent("click");
      await page.locator("html.dark").waitFor();
      await expectNoFindings(page, "html", ["color-contrast", "link-in-text-block"]);
    });
  });
});

/** Scrolls to the end and back: sections are rendered when they are seen. */
async function scrollThrough(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  for (const back of [false, true]) {
    for (let y = 0; y < document.documentElement.scrollHeight; y += 600) {
      window.scrollTo(0, back ? document.documentElement.scrollHeight - y : y);
      await frame();
      await frame();
    }
  }
  window.scrollTo(0, 0);
}
