import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { linesOf, type Page } from "./block.ts";
import { readDocstrings } from "./docstrings.ts";
import { readMarkdown } from "./markdown.ts";

/** The folder of the repository. */
export const root: string = fileURLToPath(new URL("../../../../", import.meta.url));

/** Reads the page at a path of the repository: Markdown, or the docstrings of a module. */
function readPage(path: string): Page {
  const text = readFileSync(join(root, path), "utf8");
  const isMarkdown = path.endsWith(".md");
  const found = isMarkdown ? readMarkdown(path, linesOf(text), root) : readDocstrings(path, text, root);
  return { path, continues: isMarkdown, ...found };
}

/** Reads all pages with a block or a problem: Markdown, and the docstrings of what published packages consist of. */
export function readPages(): Page[] {
  const paths = [...files("**/*.md"), ...publishedModules()];
  return paths.map((path) => readPage(path)).filter(({ blocks, problems }) => blocks.length + problems.length > 0);
}

function publishedModules(): string[] {
  const isPublished = (path: string) => !JSON.parse(readFileSync(join(root, path), "utf8")).private;
  const folders = files("packages/*/package.json").filter(isPublished).map(dirname);
  return files("packages/*/src/**/*.ts").filter(
    (path) => folders.some((folder) => path.startsWith(`${folder}/src/`)) && !path.includes("/generated/"),
  );
}

/** Returns the files that are committed or could be. */
function files(pattern: string): string[] {
  const options = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"];
  // A report of what a package exports is compared when it is written.
  const listed = execFileSync("git", [...options, "--", `:(glob)${pattern}`, ":(exclude,glob)packages/*/api.md"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  return listed.split("\0").filter((path) => path !== "" && existsSync(join(root, path)));
}
