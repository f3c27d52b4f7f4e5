import { execFile } from "node:child_process";
import { cp, lstat, mkdir, mkdtemp, readdir, readlink, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { promisify } from "node:util";
import { ignoreMissing } from "../lib/file-system.ts";
import { git, root } from "../lib/repository.ts";

/** A copy of the repository's files, with the packages that npm installed here, and without anything that was built. */
export interface RepositoryCopy {
  folder: string;
  remove(): Promise<void>;
}

/** Where a copy lives: in no repository, at the root of one with a single commit, or in another worktree of one. */
export type Surroundings = "no repository" | "repository" | "worktree";

/**
 * Copies the files that Git tracks, or would, into a new temporary folder.
 * @param name the folder's name
 */
export async function copyRepository(surroundings: Surroundings, name = "repository"): Promise<RepositoryCopy> {
  const parent = await realpath(await mkdtemp(join(tmpdir(), "copy-")));
  const folder = join(parent, name);
  const copied = surroundings === "worktree" ? join(parent, "main") : folder;
  const listed = await git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard");
  const files = [...new Set(listed.split("\0").filter(Boolean))];
  for (const file of files) {
    await mkdir(dirname(join(copied, file)), { recursive: true });
    // A file that was deleted and not committed yet is listed too.
    await cp(join(root, file), join(copied, file)).catch(ignoreMissing(undefined));
  }
  if (surroundings !== "no repository") await commitAll(copied);
  if (surroundings === "worktree") await git(copied, "worktree", "add", "--quiet", folder);
  for (const packages of ["", ...files.filter(isManifest).map((file) => dirname(file))])
    await linkPackages(join(root, packages, "node_modules"), join(folder, packages, "node_modules"));
  return { folder, remove: () => rm(parent, { recursive: true, force: true }) };
}

const isManifest = (file: string): boolean => /^(?:packages|specs|scripts)\/(?:[^/]+\/)?package\.json$/.test(file);

/** Links the installed packages. Links of workspaces are relative: in the copy, they lead to the copy. */
async function linkPackages(from: string, to: string): Promise<void> {
  for (const name of await readdir(from).catch(ignoreMissing([]))) {
    const source = join(from, name);
    if (name.startsWith("@") || name === ".bin") {
      await linkPackages(source, join(to, name));
    } else if (!name.startsWith(".")) {
      await mkdir(to, { recursive: true });
      const target = (await lstat(source)).isSymbolicLink() ? await readlink(source) : source;
      await symlink(target, join(to, name), isAbsolute(target) ? "junction" : undefined);
    }
  }
}

async function commitAll(folder: string): Promise<void> {
  const run = (...args: string[]) => promisify(execFile)("git", args, { cwd: folder });
  await run("init", "--quiet", "--initial-branch=main");
  await run("add", "--all");
  await run("-c", "user.name=copy", "-c", "user.email=copy@example.com", "commit", "--quiet", "--message", "A copy");
}
