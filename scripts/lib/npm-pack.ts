import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { root } from "./repository.ts";

/** The fields of a `package.json` that are read here. */
export interface Manifest {
  name: string;
  private?: boolean;
  bin?: Record<string, string>;
  exports: Record<string, string | { types: string; default: string }>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** A published package, with the files that npm puts into its archive. */
export interface Packed {
  manifest: Manifest;
  files: { path: string }[];
}

/** Packs every workspace that is published, and returns what is in each archive. */
export async function npmPack(...options: string[]): Promise<Packed[]> {
  const workspaces = await npm<Manifest[]>("query", ".workspace");
  const published = new Map<string, Manifest>(
    workspaces.flatMap((manifest) => (manifest.private ? [] : [[manifest.name, manifest]])),
  );
  const names = [...published.keys()].flatMap((name) => ["--workspace", name]);
  const archives = await npm<Record<string, Archive>>("pack", "--json", "--silent", ...options, ...names);
  return Object.values(archives).flatMap(({ name, files }) => {
    const manifest = published.get(name);
    return manifest ? [{ manifest, files }] : [];
  });
}

type Archive = { name: string; files: Packed["files"] };

async function npm<Result>(...args: string[]): Promise<Result> {
  const path = process.env["npm_execpath"];
  const [command = "npm", ...first] = path ? [process.execPath, path] : ["npm"];
  const { stdout } = await promisify(execFile)(command, [...first, ...args], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout) as Result;
}
