import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { apis } from "../generators/openapi.ts";
import { compareSpec } from "../lib/compare-spec.ts";
import { root } from "../lib/redocly.ts";

const git = async (...args: string[]) => (await promisify(execFile)("git", args, { cwd: root })).stdout.trim();

/** The commit to compare with: where the branch left `origin/main`, or on `main` itself the commit before. */
async function findBase(): Promise<string | undefined> {
  const [head, parent] = (await git("rev-list", "--max-count=2", "HEAD")).split("\n");
  const main = await git("merge-base", "HEAD", "origin/main").catch(() => head); // A clone can lack the remote.
  return main === head ? parent : main;
}

async function compare(base: string): Promise<void> {
  for (const api of apis) {
    const path = `specs/${api}/openapi.yaml`;
    const { report, counts, versions } = await compareSpec(api, base);
    console.log(
      `${path} against ${base.slice(0, 8)}: ${counts.major} breaking, ${counts.minor} additions, ${counts.patch} others`,
    );
    if (counts.major === 0 || isRaised(versions.base, versions.revision)) continue;
    console.error(
      `${report}\n${path} breaks its users. To fix: raise info.version above ${versions.base}, or undo the change.`,
    );
    process.exitCode = 1;
  }
}

function isRaised(from: string, to: string): boolean {
  const [before, after] = [from, to].map((version) => version.split(".").map(Number)) as [number[], number[]];
  const difference = after.map((part, i) => part - (before[i] ?? 0)).find((part) => part !== 0);
  return difference !== undefined && difference > 0;
}

try {
  const base = process.argv[2] ?? (await findBase());
  if (base === undefined) console.log("There is no commit before this one that the specs could be compared with.");
  else await compare(base);
} catch (error) {
  console.error(`The specs can't be compared with those of another commit: ${(error as Error).message}`);
  process.exitCode = 1;
}
