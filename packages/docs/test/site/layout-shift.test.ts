import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtPages, firstPages, type OpenSite, openSite } from "../built-site.ts";
import { longest } from "../watched-page.ts";
import { isRunning } from "./examine-page.ts";

const references = builtPages.filter(({ isReference }) => isReference);
const prerendered = firstPages.filter(({ path }) => path !== "404.html");
let site: OpenSite;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site?.close());

/** Opens a window, and adds up the layout shifts of what is loaded in it. */
async function openWindow(width: number): Promise<Page> {
  const context = await site.browser.newContext({ viewport: { width, height: 900 } });
  context.setDefaultTimeout(longest);
  const page = await context.newPage();
  await page.addInitScript(observeShifts);
  return page;
}

/** Opens a window, and a page in it. */
async function open(width: number, path: string): Promise<Page> {
  const page = await openWindow(width);
  await page.goto(site.url + path);
  await page.waitForFunction(isRunning);
  return page;
}

describe.concurrent.each([1440, 360])("in a window of %d px", (width) => {
  it.each(prerendered)("what is seen stays in place when scripts take over: $path", async ({ path }) => {
    const page = await openWindow(width);
    let letScriptsGo: (() => void) | undefined;
    const painted = new Promise<void>((resolve) => {
      letScriptsGo = resolve;
    });
    await page.route("**/*.js", async (route) => {
      await painted;
      await route.continue();
    });
    await page.goto(site.url + path, { waitUntil: "commit" });
    await page.evaluate(untilPainted);
    // How a document arrives, and is painted in parts, depends on how busy the machine is.
    const before = await page.evaluate(sumOfShifts);
    expect(await page.evaluate(isRunning)).toBe(false);
    letScriptsGo?.();
    await page.waitForFunction(isRunning);
    await page.waitForLoadState("networkidle");
    expect((await page.evaluate(sumOfShifts)) - before).toBeLessThan(0.01);
    await page.context().close();
  });

  it.each(references)("little moves while it is rendered: $path", async ({ path }) => {
    const page = await open(width, path);
    await page.locator("main").getByRole("heading").first().waitFor();
    await page.waitForLoadState("networkidle");
    expect(await page.evaluate(sumOfShifts)).toBeLessThan(0.1);
    await page.context().close();
  });
});

describe("the sum of layout shifts", () => {
  it("has what moves", async () => {
    const page = await open(1440, "guides/receive.html");
    await page.evaluate(() => document.querySelector(".VPDoc h1")?.before(document.createElement("hr"), "moved"));
    expect(await page.evaluate(sumOfShifts)).toBeGreaterThan(0.01);
    await page.context().close();
  });
});

describe("a page of which only the beginning has arrived", () => {
  it("has its outline where it stays", async () => {
    const page = await open(1440, "guides/receive.html");
    const outline = page.locator(".VPDoc .aside-container");
    const place = await outline.boundingBox();
    expect(place?.x).toBeGreaterThan(720);
    await page.locator(".VPDoc > .container > .content").evaluate((element) => element.remove());
    expect(await outline.boundingBox()).toEqual(place);
    await page.context().close();
  });
});

/** Adds up the layout shifts of the document from its start. */
function observeShifts(): void {
  const shifts = { sum: 0 };
  Object.assign(globalThis, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shifts.sum += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
}

/** Waits until the whole document has arrived and something of it is painted. */
async function untilPainted(): Promise<void> {
  while (document.readyState === "loading" || performance.getEntriesByName("first-contentful-paint").length === 0) {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
}

/** Returns the sum so far, with what the next two frames paint. */
async function sumOfShifts(): Promise<number> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  await frame();
  await frame();
  return (globalThis as unknown as { shifts: { sum: number } }).shifts.sum;
}
