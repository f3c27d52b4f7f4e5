import { apis, documentPath } from "../lib/apis.ts";
import { findBase } from "../lib/base-commit.ts";
import { countChanges } from "../lib/changes.ts";
import { bundleAt, compareDocuments } from "../lib/compare-spec.ts";
import { changesetText, isEnough, lastRelease, plannedBump, requiredBump, specPackage } from "../lib/released-spec.ts";
import { git, root } from "../lib/repository.ts";
import { bundleSpec } from "../lib/spec.ts";

async function compare(base: string): Promise<void> {
  for (const api of apis) {
    const path = `specs/${api}/openapi.yaml`;
    const isNew = (await git(root, "ls-tree", "--name-only", base, path)) === "";
    if (isNew) {
      console.log(`${path} isn't in ${base.slice(0, 8)}: nothing to compare`);
      continue;
    }
    const [before, after] = [await bundleAt(base, api), await bundleSpec(documentPath(api))];
    const changes = await compareDocuments(before, after);
    const { major, minor, patch } = countChanges(changes);
    console.log(`${path} against ${base.slice(0, 8)}: ${major} breaking, ${minor} additions, ${patch} others`);
    if (major === 0 || isRaised(before.info.version, after.info.version)) continue;
    for (const { impact, text } of changes) if (impact === "major") console.error(`  ${text}`);
    console.error(`To fix: raise info.version in ${path} above ${before.info.version}, or undo the breaking changes.`);
    process.exitCode = 1;
  }
}

/** Compares each document with its last release, and demands a changeset that raises the version as far as users need it. */
async function compareReleased(): Promise<void> {
  for (const api of apis) {
    const release = await lastRelease(specPackage(api));
    if (release === undefined) continue;
    const changes = await compareDocuments(await bundleAt(release.tag, api), await bundleSpec(documentPath(api)));
    const { major, minor, patch } = countChanges(changes);
    const path = `specs/${api}/openapi.yaml`;
    console.log(`${path} against release ${release.version}: ${major} breaking, ${minor} additions, ${patch} others`);
    const required = requiredBump(changes, release.version);
    if (required === undefined || isEnough(await plannedBump(api, release.version), required)) continue;
    const most = changes.filter(({ impact }) => impact === changes[0]?.impact);
    console.error(`To fix: write .changeset/${api}-spec.md, and describe what users have to do:`);
    console.error(changesetText(api, required, most));
    process.exitCode = 1;
  }
}

function isRaised(from: string, to: string): boolean {
  const [before, after] = [from, to].map((version) => version.split(".").map(Number)) as [number[], number[]];
  const difference = after.map((part, i) => part - (before[i] ?? 0)).find((part) => part !== 0);
  return difference !== undefined && difference > 0;
}

try {
  const base = process.argv[2] ?? (await findBase(root));
  if (base === undefined) console.log("There is no earlier commit to compare the specs with.");
  else await compare(base);
  await compareReleased();
} catch (error) {
  console.error(`The specs can't be compared with those of an earlier commit: ${(error as Error).message}`);
  process.exitCode = 1;
}
