import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";

/** A page of the site that is written in Markdown. */
export interface Page {
  /** Path of the Markdown file below `site/`, such as `guides/receive.md`. */
  path: string;
  /** Address of the page below the site's base, such as `guides/receive.html`; empty for the landing page. */
  address: string;
  title: string;
  description: string | undefined;
  /** The group of the sidebar that lists the page; pages without one aren't listed. */
  group: string | undefined;
  /** Position within the group; default: 0. */
  order: number;
  /** The text without its frontmatter. */
  markdown: string;
}

/** What the paths module of a dynamic route exports: one page for each element. */
interface Route {
  params: Record<string, unknown>;
  content?: string;
}

/**
 * Reads the pages of a folder, those of dynamic routes included, sorted by path. A dynamic route's `title`, `description`,
 * `group` and `order` are params or, for all its pages, frontmatter.
 */
export async function readPages(folder: string): Promise<Page[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = files
    .filter((file) => file.isFile() && file.name.endsWith(".md"))
    .map((file) => join(file.parentPath, file.name).slice(folder.length).replaceAll("\\", "/").replace(/^\//, ""))
    .filter((path) => !path.split("/").some((part) => part.startsWith(".") || part === "node_modules"));
  const pages = await Promise.all(paths.map((path) => readPage(folder, path)));
  return pages.flat().sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function readPage(folder: string, path: string): Promise<Page[]> {
  const text = await readFile(join(folder, path), "utf8");
  const [, frontmatter = "", markdown = ""] = /^(?:---\r?\n(.*?)\r?\n---\r?\n)?(.*)$/s.exec(text) ?? [];
  const facts = (parse(frontmatter) ?? {}) as Record<string, unknown>;
  if (!path.includes("[")) return [pageOf(path, facts, markdown)];
  const routes = await readRoutes(join(folder, path.replace(/\.md$/, ".paths.ts")));
  return routes.map(({ params, content = "" }) =>
    pageOf(
      path.replace(/\[(\w+)\]/g, (_, name: string) => String(params[name])),
      { ...facts, ...params },
      markdown.replace(/<!--\s*@content\s*-->/, () => content),
    ),
  );
}

async function readRoutes(file: string): Promise<Route[]> {
  const { default: module } = (await import(pathToFileURL(file).href)) as {
    default: { paths: Route[] | (() => Route[] | Promise<Route[]>) };
  };
  return typeof module.paths === "function" ? module.paths() : module.paths;
}

function pageOf(path: string, facts: Record<string, unknown>, markdown: string): Page {
  const text = (key: string) => (typeof facts[key] === "string" ? facts[key] : undefined);
  const [, heading] = /^# +(.+)$/m.exec(markdown) ?? [];
  return {
    path,
    address: path.replace(/\.md$/, ".html").replace(/(^|\/)index\.html$/, "$1"),
    title: text("title") ?? heading ?? path,
    description: text("description"),
    group: text("group"),
    order: Number(facts["order"] ?? 0),
    markdown,
  };
}
