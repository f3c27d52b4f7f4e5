import { execFile } from "node:child_process";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../lib/repository.ts";

/** The fields of a `package.json` that are read here. `location` is its folder, from the repository's root. */
export interface Manifest {
  name: string;
  version: string;
  location: string;
  private?: boolean;
  bin?: Record<string, string>;
  exports: Record<string, string | { types: string; default: string }>;
  imports?: Record<string, string | Record<string, string>>;
  scripts: Record<string, string>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** A published package, with the files that npm puts into its archive. */
export interface Packed {
  manifest: Manifest;
  files: { path: string }[];
}

/** Returns the workspaces that are published. */
export async function publishedPackages(): Promise<Manifest[]> {
  const workspaces = await json<Manifest[]>("query", ".workspace");
  return workspaces.filter((manifest) => !manifest.private);
}

/**
 * Packs every published package as it is built, and returns what is in each archive. The scripts which build a package
 * before npm packs it don't run: whoever calls this has built all packages at once.
 */
export async function npmPack(...options: string[]): Promise<Packed[]> {
  const published = await publishedPackages();
  await Promise.all(published.map(({ location }) => copyLicense(join(root, location))));
  const names = published.flatMap(({ name }) => ["--workspace", name]);
  const args = ["pack", "--json", "--silent", "--ignore-scripts", ...options, ...names];
  const archives = Object.values(await json<Record<string, Archive>>(...args));
  return published.map((manifest) => ({
    manifest,
    files: archives.find(({ name }) => name === manifest.name)?.files ?? [],
  }));
}

type Archive = { name: string; files: Packed["files"] };

/** Copies the license into a package's folder, where npm finds it. Git ignores the copies. */
export async function copyLicense(folder: string): Promise<void> {
  await copyFile(join(root, "LICENSE"), join(folder, "LICENSE"));
}

async function json<Result>(...args: string[]): Promise<Result> {
  return JSON.parse(await npm(...args)) as Result;
}

/** Runs npm in the repository's root, and returns what it printed. */
export async function npm(...args: string[]): Promise<string> {
  const path = process.env["npm_execpath"];
  const [command = "npm", ...first] = path ? [process.execPath, path] : ["npm"];
  const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 };
  return (await promisify(execFile)(command, [...first, ...args], options)).stdout;
}
