import { execFile, execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { root } from "../lib/repository.ts";
import { validDocument } from "../lint/fixtures/valid-document.ts";

/** Node's arguments to run a command of `scripts/commands`. */
export const nodeArguments = (command: string): string[] => [
  "--import",
  createRequire(import.meta.url).resolve("tsx"),
  `scripts/commands/${command}.ts`,
];

/** A copy of the scripts with one small spec, `toy`: nothing but its folder makes an API. */
export interface ToyRepository {
  folder: string;
  /** Runs a command; its lines of output are sorted, since files are generated in any order. */
  run(command: string, ...args: string[]): Promise<{ code: number | null; lines: string[]; complaint: string }>;
  remove(): Promise<void>;
}

/** Creates the toy repository in a temporary folder, committed to Git. */
export async function createToyRepository(): Promise<ToyRepository> {
  const folder = await mkdtemp(join(tmpdir(), "toy-"));
  const filter = (source: string) => basename(source) !== "node_modules";
  for (const path of ["scripts", "redocly.yaml", "package.json"])
    await cp(join(root, path), join(folder, path), { recursive: true, filter });
  for (const path of ["node_modules", "scripts/node_modules"])
    await symlink(join(root, path), join(folder, path), "junction");
  for (const [path, text] of Object.entries(validDocument)) {
    await mkdir(dirname(join(folder, "specs/toy", path)), { recursive: true });
    await writeFile(join(folder, "specs/toy", path), text);
  }
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder });
  git("init", "--quiet");
  git("add", "specs");
  git("-c", "user.name=toy", "-c", "user.email=toy@example.com", "commit", "--quiet", "--message", "Before");
  return {
    folder,
    run: (command, ...args) =>
      new Promise((resolve) => {
        const child = execFile(process.execPath, [...nodeArguments(command), ...args], { cwd: folder }, (_, out, err) =>
          resolve({ code: child.exitCode, lines: out.split("\n").filter(Boolean).sort(), complaint: err.trim() }),
        );
      }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
