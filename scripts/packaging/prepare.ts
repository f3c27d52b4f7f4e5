import { rm } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../lib/repository.ts";
import { runTask } from "../lib/tasks.ts";
import { copyLicense, type Manifest } from "./npm-pack.ts";

/**
 * Builds packages with nothing left of earlier builds, and adds the license, so that npm can pack them.
 * @returns whether all were built
 */
export async function prepare(packages: readonly Pick<Manifest, "name" | "location">[]): Promise<boolean> {
  for (const { location } of packages) {
    await rm(join(root, location, "dist"), { recursive: true, force: true });
    await copyLicense(join(root, location));
  }
  return runTask("build", ...packages.map(({ name }) => `--filter=${name}`));
}
