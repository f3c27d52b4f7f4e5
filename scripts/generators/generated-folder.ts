import { createHash } from "node:crypto";
import { join, relative } from "node:path";
import {
  ignoreMissing,
  isRunning,
  ownerOf,
  replaceFile,
  temporaryPrefix,
  thisProcess,
  type Writer,
  withPath,
} from "../lib/file-system.ts";
import { lockName, withLock } from "../lib/folder-lock.ts";
import { root } from "../lib/repository.ts";
import type { GeneratedFile } from "./openapi.ts";

/** What to do about files that differ: report them, write them, or write them unless one was edited by hand. */
export type Mode = "check" | "write" | "keep-edits";

/**
 * Compares a folder with the files that were generated for it, updates it by mode, and returns the paths that differed.
 * Each file is replaced whole, by one run at a time, so that a run that is killed leaves nothing to repair by hand.
 * Throws before it changes anything if the folder has a file that no generator wrote.
 */
export async function updateFolder(
  folder: string,
  files: GeneratedFile[],
  mode: Mode,
  writer: Writer = thisProcess,
): Promise<string[]> {
  const stamped = files.map(({ path, content }) => ({ path, content: stamp(content) }));
  const compare = async (): Promise<Difference> => {
    const difference = await compareFolder(folder, stamped, writer);
    refuse(folder, difference, mode);
    return difference;
  };
  const first = await compare();
  const paths = ({ stale, extra }: Difference) => [...stale.map(({ path }) => path), ...extra];
  if (mode === "check" || paths(first).length + first.leftovers.length === 0) return paths(first);
  return withLock(
    folder,
    async () => {
      const now = await compare(); // Another run may have written what was missing.
      for (const name of now.leftovers.filter((path) => isLeftover(path, writer))) await remove(folder, name, writer);
      for (const { path, content } of now.stale) await replaceFile(join(folder, path), content, writer);
      for (const path of now.extra) await remove(folder, path, writer);
      return paths(now);
    },
    writer,
  );
}

/** How a folder differs from what was generated for it, as paths in it. */
interface Difference {
  /** Files to write. */
  stale: GeneratedFile[];
  /** Files that a generator wrote and that are generated no more. */
  extra: string[];
  /** Files to write whose present text was changed since a generator wrote it. */
  edited: string[];
  /** Files that no generator wrote. */
  foreign: string[];
  /** Temporary files and the lock, of a run that is writing or was killed. */
  leftovers: string[];
}

async function compareFolder(folder: string, files: GeneratedFile[], { files: fs }: Writer): Promise<Difference> {
  const result: Difference = { stale: [], extra: [], edited: [], foreign: [], leftovers: [] };
  const read = (path: string) => {
    const absolute = join(folder, path);
    return withPath(absolute, "read", () => fs.readFile(absolute, "utf8").catch(ignoreMissing(undefined)));
  };
  for (const file of files) {
    const content = await read(file.path);
    if (content === file.content) continue;
    result.stale.push(file);
    if (content === undefined || isAsGenerated(content) || file.content.startsWith(content)) continue;
    (hasHeader.test(content) ? result.edited : result.foreign).push(file.path);
  }
  const expected = new Set(files.map(({ path }) => path));
  for (const entry of await fs.readdir(folder, { recursive: true, withFileTypes: true }).catch(ignoreMissing([]))) {
    const path = relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/");
    if (entry.name.startsWith(temporaryPrefix)) result.leftovers.push(path);
    else if (entry.isDirectory() || entry.name.startsWith(".") || expected.has(path))
      continue; // `.DS_Store`, `.swp`
    else {
      const content = entry.isFile() ? await read(path) : "";
      if (content !== undefined) (isAsGenerated(content) ? result.extra : result.foreign).push(path);
    }
  }
  return result;
}

function refuse(folder: string, { edited, foreign }: Difference, mode: Mode): void {
  const place = folder.startsWith(root) ? relative(root, folder) : folder;
  const list = (paths: string[]) => paths.map((path) => `${place}/${path}`.replaceAll("\\", "/")).join(", ");
  if (foreign.length > 0)
    throw new Error(
      `${list(foreign)}: not generated. To fix: move it out of the folder of generated files, or delete it`,
    );
  if (mode === "keep-edits" && edited.length > 0)
    throw new Error(`${list(edited)}: edited by hand, but generated from the specs. To fix: npm run generate`);
}

/** Returns whether a temporary file's run has ended. The lock is this run's own. */
function isLeftover(path: string, { processId }: Writer): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return ownerOf(name) === processId || (name !== lockName && !isRunning(ownerOf(name)));
}

async function remove(folder: string, path: string, { files }: Writer): Promise<void> {
  await withPath(join(folder, path), "delete", () => files.rm(join(folder, path), { force: true }));
}

const hasHeader = /^\/\/ (Generated by |Checksum of the other lines: )/m;
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
