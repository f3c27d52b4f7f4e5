import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, Result } from "axe-core";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules of axe about what depends on colors. */
export const colorRules: readonly string[] = ["color-contrast", "link-in-text-block"];

/** Returns what axe finds on a page, by all of its rules or by some. */
export async function findViolations(page: Page, rules?: readonly string[]): Promise<Result[]> {
  const options = { resultTypes: ["violations"], ...(rules && { runOnly: rules }) };
  await page.evaluate(axe);
  const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as AxeResults;
  return violations;
}
