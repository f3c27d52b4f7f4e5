import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const folder = join(import.meta.dirname, "../.unpacked");

/**
 * Unpacks files of a package from npm without its dependencies, which for some are hundreds of packages that these files
 * don't use. Rejects if npm has other bytes than the pinned ones.
 * @returns a `require` that starts in the unpacked package
 */
export async function unpack(name: string, version: string, integrity: string, files: string): Promise<NodeJS.Require> {
  await mkdir(folder, { recursive: true });
  const archive = join(folder, `${name}-${version}.tgz`);
  if (!existsSync(archive)) await run("npm", ["pack", `${name}@${version}`, "--silent"], { cwd: folder });
  const actual = `sha512-${createHash("sha512")
    .update(await readFile(archive))
    .digest("base64")}`;
  if (actual !== integrity) {
    await rm(archive);
    throw new Error(`${name}@${version} has the integrity ${actual}, expected ${integrity}`);
  }
  await run("tar", ["xzf", archive, "--wildcards", "package/package.json", `package/${files}`], { cwd: folder });
  return createRequire(join(folder, "package/index.js"));
}
