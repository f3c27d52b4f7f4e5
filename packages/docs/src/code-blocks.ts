import { basename } from "node:path";
import { createCssVariablesTheme, type ShikiTransformer } from "shiki";
import type { MarkdownRenderer } from "vitepress";

/** A theme whose colours are those of `theme/code.css`, so that both modes share the markup. */
export const codeTheme: ReturnType<typeof createCssVariablesTheme> = createCssVariablesTheme({
  name: "site",
  variablePrefix: "--code-",
});

/** Replaces the colours of tokens, which are style attributes, by classes: the pages' policy allows no inline styles. */
export const colorsToClasses: ShikiTransformer = {
  name: "colors-to-classes",
  preprocess(_code, options) {
    options.tokenizeTimeLimit = 0; // By default, a busy machine leaves the rest of a line without colors.
  },
  span(node) {
    const [, name] = /var\(--code-(?:token-)?([\w-]+)\)/.exec(String(node.properties["style"] ?? "")) ?? [];
    delete node.properties["style"];
    if (name && name !== "foreground") this.addClassToHast(node, `code-${name}`);
  },
};

/**
 * Keeps what VitePress reads of a code block's info string: the language, lines to highlight such as `{1,3-4}`, and the
 * tab that a group of blocks opens with. Other attributes say how the block is tested.
 */
export function shownInfo(info: string): string {
  const [, language = ""] = /^\s*([^\s{[]*)/.exec(info) ?? [];
  const [lines = ""] = /\{[\d,-]+\}/.exec(info) ?? [];
  return language + lines + (/ active( |$)/.test(info) ? " active" : "");
}

/** Hides test attributes of code blocks, and shows the name of a block that is a file: `file=receiver.ts`, or included. */
export function codeBlocks(md: MarkdownRenderer): void {
  const { fence } = md.renderer.rules;
  md.renderer.rules.fence = (tokens, index, ...rest) => {
    const token = tokens[index] as Token;
    const [, file = token.src && basename(token.src[0])] = /\sfile=(\S+)/.exec(token.info) ?? [];
    token.info = shownInfo(token.info);
    const html = fence?.(tokens, index, ...rest) ?? "";
    if (!file) return html;
    return `<figure class="code-file"><figcaption>${md.utils.escapeHtml(file)}</figcaption>${html}</figure>`;
  };
}

/** A code block of Markdown; VitePress adds the path of a file that is included. */
type Token = { info: string; src?: [path: string, region: string] };
