import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compilePackage } from "../lib/build-package.ts";
import { root } from "../lib/repository.ts";
import { checkSpec } from "../lib/spec.ts";
import type { Manifest, Packed } from "./npm-pack.ts";

/** What every archive has, beside what its `package.json` names. */
const documents = ["README.md", "LICENSE", "CHANGELOG.md"];
const prepack = "node --import tsx ../../scripts/commands/prepack.ts";

/** Returns what an archive lacks: documents, files that its `package.json` names, and the build before it is packed. */
export function missingParts({ manifest, files }: Packed): string[] {
  const paths = new Set(files.map(({ path }) => path));
  const named = namedFiles(manifest).map((path) => path.replace(/^\.\//, ""));
  const problems = [...documents, ...new Set(named)]
    .filter((path) => !paths.has(path))
    .map((path) => `the archive has no ${path}`);
  if (!named.some((path) => path.startsWith("dist/"))) problems.push("package.json names no file of dist/");
  if (manifest.scripts["prepack"] !== prepack)
    problems.push(`npm would pack it as it stands, built or not. Set "prepack" in its scripts to "${prepack}"`);
  return problems.map((problem) => `${manifest.name}: ${problem}.`);
}

function namedFiles({ exports, imports = {}, bin = {} }: Manifest): string[] {
  const all = [...Object.values(exports), ...Object.values(imports), ...Object.values(bin)];
  return all.flatMap((target) => (typeof target === "string" ? [target] : Object.values(target)));
}

/** Returns the files of `dist/` in an archive that aren't what the sources yield, compiled here once more. */
export async function staleFiles({ manifest, files }: Packed): Promise<string[]> {
  const folder = join(root, manifest.location);
  const fresh = await compile(folder, manifest.scripts["build"] ?? "");
  const packed = files.flatMap(({ path }) => /^dist\/(?!reference\.html)(.*)/.exec(path)?.[1] ?? []);
  const differs = async (path: string) =>
    !fresh.has(path) || (await readFile(join(folder, "dist", path), "utf8").catch(() => undefined)) !== fresh.get(path);
  const problems = await Promise.all(
    [...new Set([...packed, ...fresh.keys()])].map(async (path) => ((await differs(path)) ? [path] : [])),
  );
  return problems.flat().map((path) => `${manifest.name}: dist/${path} is stale. To fix: npm run build -- --force`);
}

/** Returns the files of `dist/` that the package's build writes. The pages of a spec aren't built again. */
async function compile(folder: string, build: string): Promise<ReadonlyMap<string, string>> {
  const [command, inline] = /build-package\.ts(?: --inline (\S+))?/.exec(build) ?? [];
  if (command !== undefined) return compilePackage(folder, { inline });
  const { document } = await checkSpec(join(folder, "openapi.yaml"));
  return new Map([["openapi.json", `${JSON.stringify(document, null, 2)}\n`]]);
}
