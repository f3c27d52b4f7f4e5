import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, Result } from "axe-core";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules of axe about what depends on colors. */
const colorRules = ["color-contrast", "link-in-text-block"];

/** What axe judges: everything, all but colors, or the colors of the elements that `represent` marks. */
const judgments = {
  all: [{ include: ["html"] }, {}],
  structure: [
    { include: ["html"] },
    { rules: Object.fromEntries(colorRules.map((rule) => [rule, { enabled: false }])) },
  ],
  colors: [{ include: ["[data-look]"] }, { runOnly: colorRules }],
};

/** Loads axe into a page, for `findViolations`. */
export async function loadAxe(page: Page): Promise<void> {
  await page.evaluate(axe);
}

/** Returns what axe finds on a page that it was loaded into. */
export async function findViolations(page: Page, judged: keyof typeof judgments = "all"): Promise<Result[]> {
  const [scope, options] = judgments[judged];
  const settings = { resultTypes: ["violations"], ...options };
  const { violations } = (await page.evaluate(
    `axe.run(${JSON.stringify(scope)}, ${JSON.stringify(settings)})`,
  )) as AxeResults;
  return violations;
}

/**
 * Returns what axe finds of a page's colors. Of the texts that look the same one is judged, and none that looks like one in
 * `known`, which is extended.
 */
export async function findColorViolations(page: Page, known: Set<string>): Promise<Result[]> {
  const added = await page.evaluate(represent, [...known]);
  for (const look of added) known.add(look);
  return added.length === 0 ? [] : findViolations(page, "colors");
}

/** Marks an element for each look of a text that isn't known, and returns these looks. */
function represent(known: string[]): string[] {
  const looks = new Set(known);
  const backgrounds = new Map<Element | null, string>([[null, ""]]);
  const backgroundOf = (element: Element | null): string => {
    const found = backgrounds.get(element);
    if (found !== undefined || element === null) return found ?? "";
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
    const isPlain = /, 0\)$/.test(backgroundColor) && backgroundImage === "none" && opacity === "1";
    const behind = backgroundOf(element.parentElement);
    const background = isPlain ? behind : [backgroundColor, backgroundImage, opacity, behind].join();
    backgrounds.set(element, background);
    return background;
  };
  const textOf = (element: Element): string => {
    const { color, fontSize, fontWeight, textDecorationLine, textShadow, visibility } = getComputedStyle(element);
    return [color, fontSize, fontWeight, textDecorationLine, textShadow, visibility, backgroundOf(element)].join();
  };
  for (const element of document.querySelectorAll("[data-look]")) element.removeAttribute("data-look");
  for (const element of document.body.querySelectorAll("*")) {
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
    if (!hasText || element.getClientRects().length === 0) continue;
    const look = [
      textOf(element),
      element.localName === "a" && element.parentElement && textOf(element.parentElement),
    ].join();
    if (looks.has(look)) continue;
    looks.add(look);
    element.setAttribute("data-look", "");
  }
  return [...looks].slice(known.length);
}
