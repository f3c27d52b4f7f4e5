import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { root } from "../lib/redocly.ts";
import { checkNames } from "./names.ts";
import type { Document, GeneratedFile } from "./openapi.ts";

/** The generators of each package's `src/generated`. Each loads its own compiler, so that a build loads one of them. */
export const packages = {
  types: async (api: string, document: Document): Promise<GeneratedFile[]> => {
    const { generateTypes } = await import("./types.ts");
    checkNames(document);
    return generateTypes(api, document);
  },
  client: async (api: string, document: Document): Promise<GeneratedFile[]> => {
    const { generateClient } = await import("./client.ts");
    const { generateData } = await import("./data.ts");
    const { generateExamples } = await import("./examples.ts");
    const { generateValidators } = await import("./validators.ts");
    checkNames(document);
    return [generateClient, generateData, generateExamples, generateValidators].flatMap((run) => run(api, document));
  },
};

/** The generated packages of an API. */
export type Package = keyof typeof packages;

/** What to do about files that differ: report them, write them, or write them unless one was edited by hand. */
export type Mode = "check" | "write" | "keep-edits";

/** Compares a package's generated files with what the document yields, updates them by mode, and returns the paths that differed. */
export async function generate(
  api: string,
  document: Document,
  name: Package,
  mode: Mode,
  repository: string = root,
): Promise<string[]> {
  const folder = join(repository, `packages/${api}-${name}/src/generated`);
  const files = (await packages[name](api, document)).map(({ path, content }) => ({ path, content: stamp(content) }));
  const { stale, extra, edited } = await findStale(folder, files);
  if (mode === "keep-edits" && edited.length > 0) {
    const paths = edited.map((path) => relative(repository, join(folder, path))).join(", ");
    throw new Error(`${paths}: edited by hand, but generated from the specs. To fix: npm run generate`);
  }
  if (mode !== "check") {
    for (const file of stale) {
      await mkdir(dirname(join(folder, file.path)), { recursive: true });
      await writeFile(join(folder, file.path), file.content);
    }
    for (const path of extra) await rm(join(folder, path));
  }
  return [...stale.map(({ path }) => path), ...extra].map((path) => relative(repository, join(folder, path)));
}

/** Compares generated files with those on disk: which are stale, which are extra, and which were edited by hand. */
async function findStale(
  folder: string,
  files: GeneratedFile[],
): Promise<{ stale: GeneratedFile[]; extra: string[]; edited: string[] }> {
  const present = await readdir(folder, { recursive: true, withFileTypes: true }).catch(ignoreMissing([]));
  const paths = present
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
  const stale: GeneratedFile[] = [];
  const edited: string[] = [];
  for (const file of files) {
    const content = await readFile(join(folder, file.path), "utf8").catch(ignoreMissing(undefined));
    if (content === file.content) continue;
    stale.push(file);
    if (content !== undefined && !isAsGenerated(content)) edited.push(file.path);
  }
  return { stale, edited, extra: paths.filter((path) => !files.some((file) => file.path === path)) };
}

const digestLine = /^\/\/ Checksum of the other lines: (\w+)\n/m;
const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** Adds a checksum to the header, which distinguishes an edit by hand from the output of an older spec. */
function stamp(content: string): string {
  const end = content.indexOf("\n\n") + 1;
  return `${content.slice(0, end)}// Checksum of the other lines: ${digest(content)}\n${content.slice(end)}`;
}

function isAsGenerated(content: string): boolean {
  return content.match(digestLine)?.[1] === digest(content.replace(digestLine, ""));
}

function ignoreMissing<T>(fallback: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === "ENOENT") return fallback;
    throw error;
  };
}
