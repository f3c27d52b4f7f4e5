import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, Result } from "axe-core";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules of axe about what depends on colors. */
export const colorRules: readonly string[] = ["color-contrast", "link-in-text-block"];

/** Loads axe into a page, for `findViolations`. */
export async function loadAxe(page: Page): Promise<void> {
  await page.evaluate(axe);
}

/** Returns what axe finds on a page that it was loaded into, by all of its rules or by some. */
export async function findViolations(page: Page, rules?: readonly string[]): Promise<Result[]> {
  const options = { resultTypes: ["violations"], ...(rules && { runOnly: rules }) };
  const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as AxeResults;
  return violations;
}
