import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "./redocly.ts";

/** What is read of a package's `package.json`. */
export interface Manifest {
  name: string;
  private?: boolean;
  exports: Record<string, string | { types: string; default: string }>;
  dependencies?: Record<string, string>;
}

/** A package that is published, with the files that npm would put into its archive. */
export interface Packed {
  manifest: Manifest;
  files: { path: string }[];
}

/** Runs `npm pack` on every published package, and tells what is in each. */
export async function npmPack(...options: string[]): Promise<Packed[]> {
  const npm = process.env["npm_execpath"];
  const [command = "npm", ...first] = npm ? [process.execPath, npm] : ["npm"];
  const names = await Promise.all(folders.map(async (folder) => ["--workspace", (await readManifest(folder)).name]));
  const args = [...first, "pack", "--json", "--silent", ...options, ...names.flat()];
  const { stdout } = await promisify(execFile)(command, args, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  const packed = Object.values(JSON.parse(stdout) as { name: string; files: { path: string }[] }[]);
  return Promise.all(
    packed.map(async ({ name, files }) => ({ files, manifest: await readManifest(`node_modules/${name}`) })),
  );
}

const folders = [
  "packages/comms-webhooks",
  "packages/sandbox",
  ...["webex", "8x8"].flatMap((api) => [`packages/${api}-client`, `packages/${api}-types`, `specs/${api}`]),
];

async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(root, folder, "package.json"), "utf8")) as Manifest;
}
