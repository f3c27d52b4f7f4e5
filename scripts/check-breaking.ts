import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { compareSpec } from "./compare-spec.ts";
import { apis } from "./generators/openapi.ts";
import { root } from "./redocly.ts";

/** The part of `redocly diff --format json` that is read here. */
interface Report {
  infoVersions: { base: string; revision: string };
  summary: { major: number; minor: number; patch: number };
}

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
    const { stdout, stderr } = await compareSpec(api, base, "--format", "json");
    if (!stdout.startsWith("{")) throw new Error(`${path} can't be compared with ${base}:\n${stderr}`);
    const { infoVersions, summary } = JSON.parse(stdout) as Report;
    const counts = `${summary.major} breaking, ${summary.minor} additions, ${summary.patch} others`;
    console.log(`${path} against ${base.slice(0, 8)}: ${counts}`);
    if (summary.major === 0 || infoVersions.base !== infoVersions.revision) continue;
    console.error((await compareSpec(api, base)).stdout);
    console.error(
      `${path} breaks its users. To fix: raise info.version above ${infoVersions.base}, or undo the change.`,
    );
    process.exitCode = 1;
  }
}

const base = process.argv[2] ?? (await findBase());
if (base === undefined) console.log("There is no commit before this one that the specs could be compared with.");
else await compare(base);
