import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apis, type Document } from "../../src/apis.ts";
import { dist } from "../../src/site.ts";
import { type LaunchedBrowser, launchBrowser } from "../launch-browser.ts";
import { longest } from "../watched-page.ts";
import { findViolations, loadAxe } from "./axe.ts";

let launched: LaunchedBrowser;

beforeAll(async () => {
  launched = await launchBrowser();
});

afterAll(() => launched?.close());

/** How a reference is looked at: `theme` is what the system prefers. */
interface View {
  group: string;
  width: number;
  theme: "light" | "dark";
}

/** Opens a reference, and a group of it, with everything rendered. */
async function open(api: string, { group, width, theme: colorScheme }: View): Promise<Page> {
  const context = await launched.browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
  const page = await context.newPage();
  page.setDefaultTimeout(longest);
  await page.goto(`${pathToFileURL(join(dist, "reference", `${api}.html`)).href}#/${group}`);
  await page.getByText("Responses", { exact: true }).first().waitFor();
  await page.evaluate(scrollThrough);
  await loadAxe(page);
  return page;
}

/** Lists what axe finds, each with an element. */
async function findings(page: Page): Promise<string[]> {
  return (await findViolations(page)).map(
    ({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.target.join(" ")} ${nodes[0]?.html}`,
  );
}

/** Expects axe to find nothing, once Redoc has finished: it renders sections a moment after they are seen. */
const expectNoFindings = (page: Page) => expect.poll(() => findings(page), { timeout: longest }).toEqual([]);

describe.each(apis)("the reference of $name", ({ name, document: file }) => {
  const { tags } = JSON.parse(readFileSync(file, "utf8")) as Document;
  const groupOf = (tag = tags[0]) => tag?.name.toLowerCase().replaceAll(" ", "-") ?? "";

  describe.each<View & { other: string }>([
    { group: groupOf(), width: 1440, theme: "light", other: "dark" },
    { group: groupOf(tags.at(-2)), width: 360, theme: "dark", other: "light" },
  ])("$width px wide, at $group,", ({ other, ...view }) => {
    let page: Page;

    beforeAll(async () => {
      page = await open(name, view);
    });

    afterAll(() => page?.context().close());

    it(`has no barrier that axe finds in ${view.theme} colors, which the system prefers`, async () => {
      await page.locator(`html.${view.theme}`).waitFor();
      await expectNoFindings(page);
    });

    if (view.width < 400) {
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
        await expectNoFindings(page);
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

    it(`has none once it is switched to ${other} colors`, async () => {
      await page.locator('[data-testid="color-mode-switcher"]').dispatchEvent("click");
      await page.locator(`html.${other}`).waitFor();
      await expectNoFindings(page);
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
