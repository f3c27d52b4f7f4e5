import type { Browser, ConsoleMessage, Page, Request } from "playwright-core";
import { longest } from "../watched-page.ts";
import { colorRules, findViolations, loadAxe } from "./axe.ts";

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

/** How a page is looked at. */
export interface View {
  /** The window's width in pixels. */
  width: number;
  theme: "light" | "dark";
  /** What axe judges: everything, only what depends on colors, or nothing. */
  judged: "all" | "colors" | "nothing";
}

/** Opens a page for `examine`, which loads each address as if it were the first. */
export async function openEmptyPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext();
  context.setDefaultTimeout(longest);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  return page;
}

/** Opens an address in a page and looks at it in the first view, then in the others, without loading it again. */
export async function examine(page: Page, url: string, views: readonly [View, ...View[]]): Promise<Examination> {
  const { origin } = new URL(url);
  const requests: Request[] = [];
  const problems: string[] = [];
  const onRequest = (request: Request) => requests.push(request);
  const onConsole = (message: ConsoleMessage) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  };
  const onError = (problem: Error) => problems.push(problem.message);
  await page.goto("about:blank"); // What was there before has no say any more.
  page.on("request", onRequest).on("console", onConsole).on("pageerror", onError);
  try {
    await resize(page, views[0]);
    await page.goto(url);
    await page.waitForFunction(isRunning);
    const seen = await page.evaluate(look);
    if (views.some(({ judged }) => judged !== "nothing")) await loadAxe(page);
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
      for (const barrier of await barriersOf(page, view)) barriers.push(`${name}: ${barrier}`);
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
    page.off("request", onRequest).off("console", onConsole).off("pageerror", onError);
  }
}

async function resize(page: Page, { width, theme }: View): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: theme });
}

async function barriersOf(page: Page, { judged }: View): Promise<string[]> {
  if (judged === "nothing") return [];
  return (await findViolations(page, judged === "colors" ? colorRules : undefined))
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
