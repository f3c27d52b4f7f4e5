import type { Browser, Page } from "playwright-core";

/** A page, and what a page that works offline never does: ask for more than itself, complain, or throw. */
export interface WatchedPage {
  page: Page;
  requests: string[];
  complaints: string[];
}

/** Opens a page and records each request, and each warning or error of its console or its code. */
export async function openPage(browser: Browser, url: string): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 1000 } });
  const requests: string[] = [];
  const complaints: string[] = [];
  context.on("request", (request) => {
    if (!request.url().startsWith("data:")) requests.push(request.url());
  });
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  context.on("weberror", (problem) => {
    complaints.push(problem.error().message);
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(url);
  return { page, requests, complaints };
}
