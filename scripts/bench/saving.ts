import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { apis } from "../lib/apis.ts";
import { root } from "../lib/repository.ts";
import { atMost, median, type Row } from "./measure.ts";

const saves = 5;

/** Measures what a save of a specification costs under `npm run dev`, in a copy of the repository. */
export async function saving(): Promise<Row[]> {
  const folder = await copyRepository();
  const dev = spawn(
    process.execPath,
    ["--import", createRequire(import.meta.url).resolve("tsx"), "scripts/commands/dev.ts"],
    { cwd: folder, stdio: ["ignore", "pipe", "inherit"] },
  );
  try {
    const [api = ""] = apis;
    const page = join(folder, "specs", api, "dist/reference.html");
    const schema = join(folder, "specs", api, "schemas/Webhook.yaml");
    const text = await readFile(schema, "utf8");
    await printed(dev, /Watching specs\//);
    await changed(page, 0);
    const waits: number[] = [];
    const before = await cpuOf(dev);
    for (let save = 0; save < saves; save += 1) {
      const { mtimeMs } = await stat(page);
      const start = performance.now();
      const findings = printed(dev, /findings?\. \d/);
      await writeFile(schema, text.replace(/^description: /m, `description: Saved ${save}. `));
      await findings;
      waits.push((performance.now() - start) / 1_000);
      await changed(page, mtimeMs); // The reference follows the findings.
    }
    const cpu = ((await cpuOf(dev)) - before) / saves;
    return [
      atMost(`from a save of specs/${api} to the findings under npm run dev`, median(waits), 2, " s"),
      ...(Number.isNaN(cpu) ? [] : [atMost("CPU time of a save, reference included", cpu, 4, " s")]),
    ];
  } finally {
    dev.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyRepository(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  const filter = (path: string) => !["node_modules", "dist", ".turbo"].includes(basename(path));
  for (const path of ["specs", "scripts", "packages", "redocly.yaml", "package.json"])
    await cp(join(root, path), join(folder, path), { recursive: true, filter });
  for (const path of ["node_modules", "scripts/node_modules"])
    await symlink(join(root, path), join(folder, path), "junction");
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder });
  git("init", "--quiet");
  git("add", "specs");
  git("-c", "user.name=bench", "-c", "user.email=bench@example.com", "commit", "--quiet", "--message", "Before");
  return folder;
}

function printed({ stdout }: ChildProcess, pattern: RegExp): Promise<void> {
  let output = "";
  return new Promise((resolve) => {
    const listen = (text: Buffer) => {
      output += text;
      if (!pattern.test(output)) return;
      stdout?.off("data", listen);
      stdout?.resume();
      resolve();
    };
    stdout?.on("data", listen);
  });
}

/** Waits until a file is newer than a time. */
async function changed(path: string, time: number): Promise<void> {
  while (((await stat(path).catch(() => undefined))?.mtimeMs ?? 0) <= time) await nextTurn();
}

/** Returns the CPU seconds of a process and of its children that have ended. Available on Linux only. */
async function cpuOf({ pid }: ChildProcess): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const ticks = stat.slice(stat.lastIndexOf(")")).split(" ").slice(12, 16); // A hundred ticks are a second.
  return ticks.length === 4 ? ticks.reduce((sum, count) => sum + Number(count) / 100, 0) : Number.NaN;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}
