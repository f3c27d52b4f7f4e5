import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { root } from "../lib/repository.ts";
import { prepare } from "../packaging/prepare.ts";

// Prepares the package in whose folder npm packs it.
const { name } = JSON.parse(await readFile("package.json", "utf8")) as { name: string };
if (!(await prepare([{ name, location: relative(root, process.cwd()) }]))) process.exitCode = 1;
