import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../lib/repository.ts";
import { missingParts, staleFiles } from "../packaging/check-archive.ts";
import { consume, declare, lint, shake } from "../packaging/check-installed.ts";
import { definitionsElsewhere } from "../packaging/definitions.ts";
import { installPackages } from "../packaging/install-packages.ts";
import type { Packed } from "../packaging/npm-pack.ts";
import { brokenLinks } from "../packaging/readme-links.ts";
import { repositoryAddress, wrongAddresses } from "../packaging/repository-address.ts";
import { misleadingFrames } from "../packaging/stack-traces.ts";

/** Lays out each published package as npm would pack it, the packages of others next to them. */
async function install(folder: string): Promise<Packed[]> {
  const packages = await installPackages(folder);
  const own = new Set(packages.map(({ manifest }) => manifest.name));
  const needed = packages.flatMap(({ manifest: { dependencies, peerDependencies } }) =>
    Object.keys({ ...dependencies, ...peerDependencies }),
  );
  for (const name of new Set(needed)) {
    if (own.has(name)) continue;
    await mkdir(dirname(join(folder, "node_modules", name)), { recursive: true });
    await symlink(join(root, "node_modules", name), join(folder, "node_modules", name), "junction");
  }
  return packages;
}

/** Returns the mistakes of a package that show without a program which uses it. */
async function check(folder: string, packed: Packed, address: string): Promise<string[]> {
  const { manifest } = packed;
  const checks = [
    wrongAddresses(manifest, address),
    brokenLinks(packed, address),
    staleFiles(packed),
    lint(folder, manifest),
    declare(folder, manifest),
    shake(folder, manifest),
  ];
  return (await Promise.all(checks)).flat();
}

/** Returns the mistakes of all packages. What follows from a mistake isn't looked for. */
async function checkAll(folder: string): Promise<string[]> {
  const packages = await install(folder);
  const manifests = packages.map(({ manifest }) => manifest);
  console.log(`Checking ${packages.length} packages as npm would pack them …`);
  const address = await repositoryAddress();
  const steps = [
    async () => packages.flatMap(missingParts),
    async () => (await Promise.all(packages.map((packed) => check(folder, packed, address)))).flat(),
    () => consume(folder, manifests),
    () => definitionsElsewhere(folder, manifests),
    () => misleadingFrames(folder),
  ];
  for (const step of steps) {
    const problems = await step();
    if (problems.length > 0) return problems;
  }
  return [];
}

const folder = await mkdtemp(join(tmpdir(), "packages-"));
try {
  const problems = await checkAll(folder);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
  console.log(`Packages: ${problems.length} problems`);
} finally {
  await rm(folder, { recursive: true });
}
