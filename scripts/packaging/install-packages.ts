import { cp, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { root } from "../lib/repository.ts";
import { npmPack, type Packed } from "./npm-pack.ts";

/** Copies each published package into the `node_modules` of a folder, with the files that npm would pack and no others. */
export async function installPackages(folder: string): Promise<Packed[]> {
  const packages = await npmPack("--dry-run");
  for (const { manifest, files } of packages) {
    const target = join(folder, "node_modules", manifest.name);
    await rm(target, { recursive: true, force: true });
    for (const { path } of files) {
      await mkdir(dirname(join(target, path)), { recursive: true });
      await cp(join(root, manifest.location, path), join(target, path));
    }
  }
  return packages;
}
