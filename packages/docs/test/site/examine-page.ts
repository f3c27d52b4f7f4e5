import type { Result } from "axe-core";
import type { Browser, Page, Request } from "playwright-core";
import { longest } from "../watched-page.ts";
import { findColorViolations, findViolations, loadAxe } from "./axe.ts";

/** What was seen of a page. */
export interface Examination {
  /** Addresses outside the site that were requested. */
  foreignRequests: string[];
  /** Warnings and errors of the console, violations of the page's policy included, and of its code. */
  problems: string[];
  /** Serious and critical findings of axe in each view, each with the rule and the elements. */
  barriers: string[];
  /** Compressed bytes that were received, with headers. */
  transferred: number;
  /** By how many pixels the page is wider than the window, in each view where it is. */
  overflow: string[];
  /** Targets of its links, and the ids that other links may lead to. */
  links: string[];
  ids: string[];
}

/** Everything, everything but colors, or the colors of texts that look like none before. */
type Judged = "all" | "structure" | "colors";

/** How a page is looked at. */
export interface View {
  /** The window's width in pixels. */
  width: number;
  theme: "light" | "dark";
  /** What axe judges. */
  judged: readonly Judged[];
}

/** Opens a window for `examine`, which loads each page as if it were the first. */
export async function openWindow(browser: Browser): Promise<Page> {
  const context = await browser.newContext();
  context.setDefaultTimeout(longest);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  return page;
}

/**
 * Opens a page in a window and looks at it in the first view, then in the others, without loading it again.
 * @param looks of texts whose colors were judged; extended.
 */
export async function examine(
  page: Page,
  url: string,
  views: readonly [View, ...View[]],
  looks: Set<string>,
): Promise<Examination> {
  const { origin } = new URL(url);
  const requests: Request[] = [];
  const problems: string[] = [];
  page.on("request", (request) => requests.push(request));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  page.on("pageerror", (problem) => problems.push(problem.message));
  try {
    await resize(page, views[0]);
    await page.goto(url);
    await page.waitForFunction(isRunning);
    const seen = await page.evaluate(look);
    if (views.some(({ judged }) => judged.length > 0)) await loadAxe(page);
    const barriers: string[] = [];
    const overflow: string[] = [];
    for (const view of views) {
      const name = `${view.width} px, ${view.theme}`;
      await resize(page, view);
      await page.waitForFunction(isShown, view.theme);
      const wider = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      if (wider > 0) overflow.push(`${name}: ${wider} px`);
      for (const barrier of await barriersOf(page, view, looks)) barriers.push(`${name}: ${barrier}`);
    }
    const sent = requests.filter((request) => !request.url().startsWith("data:"));
    const sizes = await Promise.all(sent.filter((request) => !request.failure()).map((request) => request.sizes()));
    return {
      ...seen,
      barriers,
      overflow,
      problems,
      foreignRequests: sent.map((request) => request.url()).filter((one) => !one.startsWith(`${origin}/`)),
      transferred: sizes.reduce((sum, size) => sum + size.responseBodySize + size.responseHeadersSize, 0),
    };
  } finally {
    await page.removeAllListeners(undefined, { behavior: "wait" });
  }
}

async function resize(page: Page, { width, theme }: View): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: theme });
}

async function barriersOf(page: Page, { judged }: View, looks: Set<string>): Promise<string[]> {
  const violations: Result[] = [];
  for (const part of judged) {
    violations.push(...(await (part === "colors" ? findColorViolations(page, looks) : findViolations(page, part))));
  }
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
}

/** Ends what moves, and returns whether a page has the colors of a theme and nothing moves. */
function isShown(theme: View["theme"]): boolean {
  for (const animation of document.getAnimations()) animation.finish();
  const isDark = document.documentElement.classList.contains("dark");
  return isDark === (theme === "dark") && document.getAnimations().length === 0;
}

/** Returns whether the scripts of a page have taken over what was prerendered. */
export function isRunning(): boolean {
  const vue = document.querySelector("#app");
  return vue ? "__vue_app__" in vue : document.readyState === "complete";
}

function look(): Pick<Examination, "links" | "ids"> {
  return {
    links: [...document.querySelectorAll("a[href]")].map((link) => (link as HTMLAnchorElement).href),
    ids: [...document.querySelectorAll("[id]")].map(({ id }) => id),
  };
}
