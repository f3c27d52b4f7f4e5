import type { MarkdownRenderer } from "vitepress";

/** Aligns the cells of tables by classes instead of styles, which the pages' policy doesn't allow. */
export function tableCells(md: MarkdownRenderer): void {
  md.core.ruler.push("table-cells", ({ tokens }) => {
    for (const token of tokens) {
      if (token.type !== "th_open" && token.type !== "td_open") continue;
      const [, side] = /text-align:(\w+)/.exec(token.attrGet("style") ?? "") ?? [];
      token.attrs = (token.attrs ?? []).filter(([name]) => name !== "style");
      if (side) token.attrJoin("class", `align-${side}`);
    }
  });
}
