import type { MarkdownRenderer } from "vitepress";

/** A link to a file that isn't a page of the generator: a reference. */
const reference = /(?:^|\/)reference\/[\w-]+\.html(?:[?#]|$)/;

/** Lets the browser load references, which are documents of their own, and aligns cells by classes instead of styles. */
export function linksAndTables(md: MarkdownRenderer): void {
  md.core.ruler.push("links-and-tables", ({ tokens }) => {
    for (const token of tokens.flatMap((one) => [one, ...(one.children ?? [])])) {
      if (token.type === "link_open" && reference.test(token.attrGet("href") ?? "")) token.attrSet("target", "_self");
      if (token.type !== "th_open" && token.type !== "td_open") continue;
      const [, side] = /text-align:(\w+)/.exec(token.attrGet("style") ?? "") ?? [];
      token.attrs = (token.attrs ?? []).filter(([name]) => name !== "style");
      if (side) token.attrJoin("class", `align-${side}`);
    }
  });
}
