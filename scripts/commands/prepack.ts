import { readFile, rm } from "node:fs/promises";
import { runTask } from "../lib/tasks.ts";
import { copyLicense } from "../packaging/npm-pack.ts";

// Builds the package in whose folder npm packs it, with nothing left of earlier builds, and adds the license.
const { name } = JSON.parse(await readFile("package.json", "utf8")) as { name: string };
await rm("dist", { recursive: true, force: true });
await copyLicense(process.cwd());
if (!(await runTask("build", `--filter=${name}`))) process.exitCode = 1;
