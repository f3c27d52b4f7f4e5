import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Block, Line, Page, Problem } from "./block.ts";
import { parseMarks } from "./marks.ts";

/** What is read of Markdown. */
export type Found = Pick<Page, "blocks" | "problems">;

const fence = /^(?<indent>[\s>]*)(?<marks>`{3,}|~{3,})(?<info>.*)$/;
const include = /^\s*<<<\s+(?<path>[^\s{[#]+)/;

/**
 * Reads the blocks of code of Markdown, each with the setup in a comment above it.
 * @param root The folder of the repository. A page is a path from there.
 */
export function readMarkdown(page: string, lines: readonly Line[], root: string): Found {
  const blocks: Block[] = [];
  const problems: Problem[] = [];
  const complain = (line: number, message: string) => problems.push({ page, line, message });
  let setup: Line[] = [];
  let setupLine = 0;
  for (let at = 0; at < lines.length; at += 1) {
    const { text, number } = lines[at] as Line;
    const opening = fence.exec(text)?.groups;
    const included = include.exec(text)?.groups?.["path"];
    if (text.trim().startsWith("<!--") && !opening) {
      const end = endOf(lines, at, (line) => line.includes("-->"));
      if (/^\s*<!--\s*setup\s*$/.test(text)) [setup, setupLine] = [lines.slice(at + 1, end), number];
      at = end;
    } else if (included !== undefined) {
      const path = included.startsWith("@/")
        ? resolve(root, siteOf(page), included.slice(2))
        : resolve(root, dirname(page), included);
      if (!existsSync(path)) complain(number, `the included file ${included} doesn't exist`);
    } else if (opening) {
      const { indent = "", marks = "", info = "" } = opening;
      const isEnd = (line: string) => line.replace(/^[\s>]*/, "").startsWith(marks) && /^[\s>]*(`+|~+)\s*$/.test(line);
      const end = endOf(lines, at + 1, isEnd);
      if (end === lines.length) complain(number, "the block has no end");
      try {
        const code = lines.slice(at + 1, end).map((line) => outdent(line, indent.length));
        blocks.push({ page, line: number, lines: code, setup, ...parseMarks(info.trim()) });
      } catch (error) {
        complain(number, `\`\`\`${info}: ${(error as Error).message}`);
      }
      setup = [];
      at = end;
    } else if (text.trim() !== "" && setup.length > 0) {
      complain(setupLine, "the setup has no block below it");
      setup = [];
    }
  }
  return { blocks, problems };
}

function endOf(lines: readonly Line[], from: number, isEnd: (text: string) => boolean): number {
  const found = lines.findIndex(({ text }, index) => index >= from && isEnd(text));
  return found < 0 ? lines.length : found;
}

function outdent({ text, number, column }: Line, indent: number): Line {
  const width = Math.min(indent, /^[\s>]*/.exec(text)?.[0].length ?? 0);
  return { text: text.slice(width), number, column: column + width };
}

function siteOf(page: string): string {
  return /^(.*\/site\/)/.exec(page)?.[1] ?? "";
}
