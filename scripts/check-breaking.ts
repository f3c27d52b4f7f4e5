import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { apis } from "./generators/openapi.ts";
import { redocly, root } from "./redocly.ts";

/** The part of `redocly diff --format json` that is read here. */
interface Report {
  infoVersions: { base: string; revision: string };
  summary: { major: number; minor: number; patch: number };
}

const run = promisify(execFile);
const git = async (...args: string[]) =>
  (await run("git", args, { cwd: root, maxBuffer: 64 * 1024 * 1024 })).stdout.trim();

/** The commit to compare with: where the branch left `origin/main`, or on `main` itself the commit before. */
async function findBase(): Promise<string | undefined> {
  const revisions = await git("rev-list", "--max-count=2", "HEAD");
  const [head, parent] = revisions.split("\n");
  const main = await git("merge-base", "HEAD", "origin/main").catch(() => head); // A clone can lack the remote.
  return main === head ? parent : main;
}

/** Writes the specs of a commit into a folder. */
async function checkOut(commit: string, folder: string): Promise<void> {
  const paths = (await git("ls-tree", "-r", "--name-only", commit, "specs")).split("\n").filter(Boolean);
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), (await run("git", ["show", `${commit}:${path}`], { cwd: root })).stdout);
  }
}

async function compare(base: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "specs-"));
  try {
    await checkOut(base, folder);
    for (const api of apis) {
      const path = `specs/${api}/openapi.yaml`;
      const { stdout, stderr } = await redocly(
        "diff",
        join(folder, path),
        path,
        "--format",
        "json",
        "--fail-on",
        "none",
      );
      if (!stdout.startsWith("{")) throw new Error(`${path} can't be compared with ${base}:\n${stderr}`);
      const { infoVersions, summary } = JSON.parse(stdout) as Report;
      const counts = `${summary.major} breaking, ${summary.minor} additions, ${summary.patch} others`;
      console.log(`${path} against ${base.slice(0, 8)}: ${counts}`);
      if (summary.major === 0 || infoVersions.base !== infoVersions.revision) continue;
      console.error((await redocly("diff", join(folder, path), path, "--fail-on", "none")).stdout);
      console.error(
        `${path} breaks its users. To fix: raise info.version above ${infoVersions.base}, or undo the change.`,
      );
      process.exitCode = 1;
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

const base = process.argv[2] ?? (await findBase());
if (base === undefined) console.log("There is no commit before this one that the specs could be compared with.");
else await compare(base);
