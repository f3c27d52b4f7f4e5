import { relative } from "node:path";
import { createMarkdownRenderer } from "vitepress";
import type { Page } from "./pages.ts";

/** A part of a page that search finds: its heading or name, the headings above it, and its text. */
export interface Section {
  anchor: string;
  titles: string[];
  text: string;
}

/** The pages of generated types: only their names are indexed, since the references describe each field. */
const isTypes = /^api\/\w+-types\.md$/;

const named = /<(tr|p)>\s*(?:<td[^>]*>)?<code id="([^"]*)">(.*?)<\/code>.*?<\/\1>/gs;
const heading = /<h(\d)[^>]*?\sid="([^"]*)"[^>]*>(.*?)<a class="header-anchor".*?<\/h\1>/gs;

/**
 * Splits a page for the search index at its headings.
 * @param html the rendered page; empty for a page of a dynamic route, which VitePress would leave out
 */
export async function sectionsOf(
  folder: string,
  pages: readonly Page[],
  file: string,
  html: string,
): Promise<Section[]> {
  const path = relative(folder, file).replaceAll("\\", "/");
  const page = html === "" ? pages.find((one) => one.path === path) : undefined;
  const rendered = page ? (await createMarkdownRenderer(folder)).render(page.markdown, { path: file }) : html;
  const sections = splitSections(rendered);
  return isTypes.test(path) ? sections.map((section) => ({ ...section, text: "" })) : sections;
}

/**
 * Splits rendered Markdown at its headings, and at the table rows and paragraphs that begin with a name and its anchor:
 * the fields of a schema, the id of an operation.
 */
export function splitSections(html: string): Section[] {
  const heads = [...html.matchAll(heading)];
  const parents: string[] = [];
  return heads.flatMap(([match, level, anchor = "", title = ""], index) => {
    const depth = Number(level) - 1;
    parents.length = depth;
    parents[depth] = textOf(title);
    const titles = parents.filter(Boolean);
    const start = (heads[index]?.index ?? 0) + match.length;
    const body = html.slice(start, heads[index + 1]?.index);
    const fields = [...body.matchAll(named)].map(([text, , id = "", name = ""]) => ({
      anchor: id,
      titles: [...titles, textOf(name)],
      text: textOf(text),
    }));
    return [{ anchor, titles, text: textOf(body.replace(named, "")) }, ...fields];
  });
}

const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', amp: "&", "#39": "'" };

/** Returns the words of HTML: those of neighbouring cells stay apart, comments and names of languages are left out. */
function textOf(html: string): string {
  return html
    .replace(/<!--.*?-->/gs, "")
    .replace(/<span class="lang">.*?<\/span>/g, "")
    .replace(/<\/?(?:code|em|strong|a|span)\b[^>]*>/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(lt|gt|quot|amp|#39);/g, (_, name: string) => entities[name] ?? "")
    .replace(/\s+/g, " ")
    .trim();
}
