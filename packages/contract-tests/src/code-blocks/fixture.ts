import { linesOf, type Page } from "./block.ts";
import { readDocstrings } from "./docstrings.ts";
import { readMarkdown } from "./markdown.ts";
import { root } from "./pages.ts";

/** Reads a page that exists only in a test. A name that doesn't end in `.md` is that of a module. */
export function fixture(path: string, lines: readonly string[]): Page {
  const text = lines.join("\n");
  const isMarkdown = path.endsWith(".md");
  const found = isMarkdown ? readMarkdown(path, linesOf(text), root) : readDocstrings(path, text, root);
  return { path, continues: isMarkdown, ...found };
}
