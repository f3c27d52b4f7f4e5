import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** A page, and what a page that works offline never does: request more than itself, warn, or throw. */
export interface WatchedPage {
  page: Page;
  requests: string[];
  problems: string[];
}

/** The limit of each wait in milliseconds: only a page that never does what the wait is for meets it. */
export const longest = 240_000;

/** Opens a page and records each request, and each warning or error of its console or its code. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = { viewport: { width: 1400, height: 1000 } },
): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const requests: string[] = [];
  const problems: string[] = [];
  context.on("request", (request) => {
    if (!request.url().startsWith("data:")) requests.push(request.url());
  });
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(`${message.type()}: ${message.text()}`);
  });
  context.on("weberror", (problem) => {
    problems.push(problem.error().message);
  });
  const page = await context.newPage();
  page.setDefaultTimeout(longest);
  await page.goto(url);
  return { page, requests, problems };
}
