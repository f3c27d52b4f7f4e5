import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { apis } from "../lib/apis.ts";
import { root } from "../lib/repository.ts";
import { atMost, type Row } from "./measure.ts";

const turbo = createRequire(import.meta.url).resolve("turbo/bin/turbo");
const counter = fileURLToPath(new URL("count-readers.cjs", import.meta.url));

/** Measures a build of everything that takes nothing from turbo's cache. */
export async function building(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  const log = join(folder, "readers");
  try {
    const cpu = await cpuSeconds([turbo, "run", "build", "--force", "--env-mode=loose"], {
      NODE_OPTIONS: `--require ${counter}`,
      SPECIFICATION_READERS: log,
    });
    const readers = (await readFile(log, "utf8")).trim().split("\n");
    return [
      ...apis.map((api) =>
        atMost(`processes of a build that read specs/${api}`, readers.filter((reader) => reader === api).length, 1),
      ),
      atMost("CPU time of a build that takes nothing from the cache", cpu, 40, " s"),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Runs Node on a script, and returns the CPU time of all its processes, as the shell knows it. */
async function cpuSeconds(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const script = '"$@" > /dev/null 2>&1 || exit 1; times';
  const { stdout } = await promisify(execFile)("sh", ["-c", script, "sh", process.execPath, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
  });
  const [, children = ""] = stdout.split("\n"); // The first line is the shell itself.
  const times = [...children.matchAll(/(\d+)m([\d.]+)s/g)];
  return times.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}
