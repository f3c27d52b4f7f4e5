import type { Browser, Page, Request } from "playwright-core";
import { colorRules, findViolations } from "./axe.ts";
import { longest } from "./watched-page.ts";

/** What was seen of a page in one view. */
export interface Examination {
  /** Addresses outside the site that were requested. */
  foreignRequests: string[];
  /** Warnings and errors of the console, violations of the page's policy included, and of its code. */
  problems: string[];
  /** Serious and critical findings of axe, each with the rule and the elements. */
  barriers: string[];
  /** Compressed bytes that were received, with headers. */
  transferred: number;
  /** The sum of layout shifts, as Cumulative Layout Shift counts them at most. */
  layoutShift: number;
  /** By how many pixels the page is wider than the window. */
  overflow: number;
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

/** Opens a page in a window of its own, and looks at it. */
export async function examine(browser: Browser, url: string, { width, theme, judged }: View): Promise<Examination> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme });
  context.setDefaultTimeout(longest);
  const { origin } = new URL(url);
  const requests: Request[] = [];
  const problems: string[] = [];
  context.on("request", (request) => requests.push(request));
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  context.on("weberror", (problem) => problems.push(problem.error().message));
  try {
    const page = await context.newPage();
    await page.addInitScript(observeShifts);
    await page.goto(url);
    await page.waitForFunction(isRunning);
    const barriers = judged === "nothing" ? [] : await barriersOf(page, judged === "colors" ? colorRules : undefined);
    const seen = await page.evaluate(look);
    const sent = requests.filter((request) => !request.url().startsWith("data:"));
    const sizes = await Promise.all(sent.filter((request) => !request.failure()).map((request) => request.sizes()));
    return {
      ...seen,
      barriers,
      problems,
      foreignRequests: sent.map((request) => request.url()).filter((one) => !one.startsWith(`${origin}/`)),
      transferred: sizes.reduce((sum, size) => sum + size.responseBodySize + size.responseHeadersSize, 0),
    };
  } finally {
    await context.close();
  }
}

async function barriersOf(page: Page, rules?: readonly string[]): Promise<string[]> {
  return (await findViolations(page, rules))
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
}

/** Returns whether the scripts of a page have taken over what was prerendered. */
function isRunning(): boolean {
  const vue = document.querySelector("#app");
  return vue ? "__vue_app__" in vue : document.readyState === "complete";
}

/** Adds up the layout shifts of the document from its start. */
function observeShifts(): void {
  const sum = { value: 0 };
  Object.assign(globalThis, { layoutShift: sum });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum.value += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
}

function look(): Pick<Examination, "layoutShift" | "overflow" | "links" | "ids"> {
  const root = document.documentElement;
  return {
    layoutShift: (globalThis as unknown as { layoutShift: { value: number } }).layoutShift.value,
    overflow: root.scrollWidth - root.clientWidth,
    links: [...document.querySelectorAll("a[href]")].map((link) => (link as HTMLAnchorElement).href),
    ids: [...document.querySelectorAll("[id]")].map(({ id }) => id),
  };
}
