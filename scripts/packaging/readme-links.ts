import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "../lib/repository.ts";
import type { Packed } from "./npm-pack.ts";

/**
 * Returns the links of a package's README that lead nowhere once the package is installed: relative ones to files which
 * aren't in the archive, and those to files and headings which the repository doesn't have.
 */
export function brokenLinks({ manifest, files }: Packed, address: string): string[] {
  const text = readFileSync(join(root, manifest.location, "README.md"), "utf8");
  return linksOf(text).flatMap((link) => {
    const problem = linkProblem(link, text);
    return problem === undefined ? [] : [`${manifest.name}: README.md links to ${link}, ${problem}.`];
  });

  function linkProblem(link: string, page: string): string | undefined {
    const [target = "", heading] = link.split("#");
    const own = [`${address}/blob/main/`, `${address}/tree/main/`].find((start) => target.startsWith(start));
    if (own !== undefined) return missingInRepository(target.slice(own.length), heading);
    if (/^[a-z]+:/.test(link)) return undefined;
    if (target !== "" && !files.some((file) => file.path === target))
      return `which isn't in the archive${remedy(address, join(manifest.location, target))}`;
    return target === "" ? missingHeading(page, heading) : undefined;
  }
}

/** Names the page that shows a file or a folder of the repository, if there is one. */
function remedy(address: string, path: string): string {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found === undefined) return ", nor in the repository";
  return `. Use ${address}/${found.isDirectory() ? "tree" : "blob"}/main/${path}`;
}

function missingInRepository(path: string, heading: string | undefined): string | undefined {
  if (!existsSync(join(root, path))) return "which the repository doesn't have";
  return path.endsWith(".md") ? missingHeading(readFileSync(join(root, path), "utf8"), heading) : undefined;
}

function missingHeading(text: string, heading: string | undefined): string | undefined {
  if (heading === undefined) return undefined;
  const headings = withoutCode(text).match(/^#+ .*$/gm) ?? [];
  return headings.map(anchorOf).includes(heading) ? undefined : "but there is no such heading";
}

/** Returns the anchor that GitHub and npm give to a heading. */
function anchorOf(heading: string): string {
  const text = heading.replace(/^#+ /, "").toLowerCase();
  return text.replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/\s/g, "-");
}

function linksOf(text: string): string[] {
  return [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)/gm)].map(([, inline, defined]) => {
    return inline ?? defined ?? "";
  });
}

function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, "");
}
