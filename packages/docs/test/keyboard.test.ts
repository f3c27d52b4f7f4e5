import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { firstPages, type OpenSite, openSite } from "./built-site.ts";
import { openPage } from "./watched-page.ts";

const samples = firstPages.map(({ path }) => path);
let site: OpenSite;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site?.close());

async function open(path: string, width: number): Promise<Page> {
  const { page } = await openPage(site.browser, site.url + path, { viewport: { width, height: 900 } });
  await page.waitForFunction(() => "__vue_app__" in (document.querySelector("#app") ?? {}));
  return page;
}

/** Presses Tab until an element has the focus, and returns by how many times. */
async function tabTo(page: Page, selector: string): Promise<number> {
  for (let presses = 0; presses < 1_000; presses++) {
    if (await page.evaluate((css) => document.activeElement?.matches(css) ?? false, selector)) return presses;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab doesn't reach ${selector}.`);
}

describe.concurrent.each([1440, 360])("the keyboard alone, in a window of %d px,", (width) => {
  it.each(samples)("reaches everything that can be used: %s", async (path) => {
    const page = await open(path, width);
    const count = await page.evaluate(markUsable);
    for (let presses = 0; presses <= count; presses++) await page.keyboard.press("Tab");
    const missed = await page.locator("[data-missed]").evaluateAll((all) => all.map(({ outerHTML }) => outerHTML));
    expect(missed).toEqual([]);
    await page.context().close();
  });

  it("skips to the content first", async () => {
    const page = await open("index.html", width);
    expect(await tabTo(page, ".VPSkipLink")).toBeLessThan(3);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest("#VPContent") !== null)).toBe(true);
    await page.context().close();
  });

  it("opens the search, walks through its results, follows one and closes it", async () => {
    const page = await open("404.html", width);
    await tabTo(page, ".DocSearch-Button");
    await page.keyboard.press("Enter");
    await page.locator("#localsearch-input:focus").fill("webhooks");
    await page.locator(".VPLocalSearchBox .result.selected").waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".VPLocalSearchBox").waitFor({ state: "detached" });
    await page.keyboard.press("Control+k");
    await page.locator("#localsearch-input:focus").fill("webhooks");
    const selected = page.locator(".VPLocalSearchBox .result.selected");
    const target = (await selected.getAttribute("href")) ?? "";
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname + url.hash === target);
    await page.context().close();
  });
});

describe.concurrent("the keyboard alone", () => {
  it("switches the theme, for the next page as well", async () => {
    const page = await open("404.html", 1440);
    await tabTo(page, ".VPNavBarAppearance .VPSwitchAppearance");
    await page.keyboard.press("Space");
    await page.locator("html.dark").waitFor();
    await page.goto(`${site.url}index.html`);
    await page.locator("html.dark").waitFor();
    await page.context().close();
  });

  it("opens the menu of a narrow window, which has the links of the header and the theme", async () => {
    const page = await open("index.html", 360);
    await tabTo(page, ".VPNavBarHamburger");
    await page.keyboard.press("Enter");
    await page.locator("#VPNavScreen").waitFor();
    const links = page.locator("#VPNavScreen a");
    for (let index = 0; index < (await links.count()); index++) {
      const href = await links.nth(index).getAttribute("href");
      await tabTo(page, `#VPNavScreen a[href="${href}"]`);
    }
    await tabTo(page, "#VPNavScreen .VPSwitchAppearance");
    await page.context().close();
  });

  it.each(samples.filter((path) => path.includes("/")))(
    "opens and closes the sidebar of a narrow window: %s",
    async (path) => {
      const page = await open(path, 360);
      await tabTo(page, ".VPLocalNav .menu");
      await page.keyboard.press("Enter");
      await page.locator(".VPSidebar.open").waitFor();
      await tabTo(page, ".VPSidebar a");
      await page.keyboard.press("Escape");
      await page.locator(".VPSidebar:not(.open)").waitFor({ state: "attached" });
      await page.locator(".VPBackdrop").waitFor({ state: "detached" });
      await page.context().close();
    },
  );
});

/** Marks what is shown and can be used as missed until the focus reaches it. Returns how many elements those are. */
function markUsable(): number {
  const usable = [...document.querySelectorAll("a[href], button, input, summary, pre[tabindex], [role=button]")].filter(
    (element) => element.checkVisibility({ visibilityProperty: true }) && element.closest("[inert]") === null,
  );
  for (const element of usable) element.setAttribute("data-missed", "");
  document.addEventListener("focusin", ({ target }) => (target as Element).removeAttribute("data-missed"));
  return document.querySelectorAll("a[href], button, input, summary, [tabindex]").length;
}
