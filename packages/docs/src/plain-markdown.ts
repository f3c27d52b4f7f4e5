import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Page } from "./pages.ts";

const fence = /^( *)(```+|~~~+)[^\n]*\n.*?^\1\2[^\S\n]*$/gms;

/**
 * Returns a page as Markdown that any reader understands: without comments, components and attributes, and with the
 * files that it includes.
 * @param folder the folder that the page's path begins in
 */
export function plainMarkdown(page: Page, folder: string): string {
  const parts: string[] = [];
  let end = 0;
  for (const match of page.markdown.matchAll(fence)) {
    parts.push(plainText(page.markdown.slice(end, match.index), page, folder), plainCode(match[0]));
    end = match.index + match[0].length;
  }
  parts.push(plainText(page.markdown.slice(end), page, folder));
  return `${parts
    .join("")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}

function plainText(text: string, page: Page, folder: string): string {
  return text
    .replace(/<!--.*?-->/gs, "")
    .replace(/`\{#[^}\n]*\}/g, "`")
    .replace(/^<(script|style)\b.*?^<\/\1>$/gms, "")
    .replace(/^<\/?(?:div|[A-Z]\w*)\b[^>]*>$/gm, "")
    .replace(/^<<< *([^\s#{]+).*$/gm, (_, path: string) => {
      const code = readFileSync(join(folder, dirname(page.path), path), "utf8").trimEnd();
      return `\`\`\`${path.replace(/.*\./, "")} file=${basename(path)}\n${code}\n\`\`\``;
    });
}

/** Keeps the language and the file name of a code block. */
function plainCode(block: string): string {
  return block.replace(/^( *(?:```+|~~~+))([^\s{]*)([^\n]*)/, (_, open: string, language: string, info: string) => {
    const [file = ""] = /\sfile=\S+/.exec(info) ?? [];
    return open + language + file;
  });
}
