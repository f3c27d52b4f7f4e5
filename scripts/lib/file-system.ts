import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The file system functions that change or read generated files. Tests inject them to interrupt a run at any step. */
export const fileSystem = { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile };

/** Functions like those of `node:fs/promises`. */
export type FileSystem = typeof fileSystem;

/** The process that writes, and what it writes with. */
export interface Writer {
  readonly files: FileSystem;
  readonly processId: number;
}

/** This process, and the file system of the machine. */
export const thisProcess: Writer = { files: fileSystem, processId: process.pid };

/** How the names of a run's temporary files and of its lock begin. They exist while it writes, or after it was killed. */
export const temporaryPrefix = ".generating-";

let temporaryFiles = 0;

/** Writes a file whole or not at all, under another name in the same folder until it is complete. Creates its folder. */
export async function replaceFile(path: string, content: string, { files, processId }: Writer = thisProcess) {
  temporaryFiles += 1;
  const temporary = join(dirname(path), `${temporaryPrefix}${processId}-${temporaryFiles}`);
  await withPath(path, "write", async () => {
    await files.mkdir(dirname(path), { recursive: true });
    try {
      await files.writeFile(temporary, content);
      await files.rename(temporary, path);
    } catch (error) {
      await files.rm(temporary, { force: true }).catch(() => undefined); // The first error is the one that counts.
      throw error;
    }
  });
}

/** Returns the id of the process that a temporary file belongs to. */
export function ownerOf(name: string): number {
  return Number.parseInt(name.slice(temporaryPrefix.length), 10);
}

/** Returns whether a process of this machine is running. */
export function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return codeOf(error) === "EPERM"; // It exists and belongs to someone else.
  }
}

/** Runs a task on a file, and names the file in its error: those of a full disk or of a folder don't. */
export async function withPath<T>(path: string, verb: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw new Error(`Can't ${verb} ${path}: ${(error as Error).message}`, { cause: error });
  }
}

/** Returns a handler that stands in for what doesn't exist, and throws any other error. */
export function ignoreMissing<T>(fallback: T): (error: unknown) => T {
  return (error) => {
    if (codeOf(error) === "ENOENT") return fallback;
    throw error;
  };
}

/** Returns the code of a system error, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
