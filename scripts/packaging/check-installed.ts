import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { sideEffects } from "../lib/side-effects.ts";
import type { Manifest } from "./npm-pack.ts";
import { undeclaredImports } from "./undeclared-imports.ts";

/** Lists the entries of a package that are code. */
export function entries({ name, exports }: Manifest): string[] {
  return Object.entries(exports).flatMap(([path, target]) =>
    typeof target === "string" ? [] : [name + path.slice(1)],
  );
}

/** Returns publint's messages. */
export async function lint(folder: string, manifest: Manifest): Promise<string[]> {
  const pkgDir = join(folder, "node_modules", manifest.name);
  const { messages, pkg } = await publint({ pkgDir, pack: false, strict: true });
  return messages.map((message) => `${manifest.name}: ${formatMessage(message, pkg, { color: false })}`);
}

/** Returns the imports of a package that it doesn't declare: here they work, since all packages are in one folder. */
export async function declare(folder: string, manifest: Manifest): Promise<string[]> {
  const own = join(folder, "node_modules", manifest.name);
  const files = (await readdir(own, { recursive: true })).filter((file) => /\.(js|d\.ts)$/.test(file));
  const problems = await Promise.all(
    files.map(async (file) => {
      const missing = undeclaredImports(await readFile(join(own, file), "utf8"), manifest);
      return missing.map((name) => `${manifest.name}: ${file} imports ${name}. Add it to its dependencies.`);
    }),
  );
  return problems.flat().sort();
}

/** Returns the statements of a package that stay in a bundle. A program, which has a `bin`, isn't bundled. */
export async function shake(folder: string, manifest: Manifest): Promise<string[]> {
  if (manifest.bin) return [];
  const left = await Promise.all(entries(manifest).map((entry) => sideEffects(folder, entry)));
  const lines = left
    .flatMap((code) => code.split("\n"))
    .filter((line) => /^(?!import |function |return )[a-z]/.test(line));
  if (lines.length === 0) return [];
  const list = [...new Set(lines)].map((line) => `\n  ${line.slice(0, 100)}`).join("");
  return [`${manifest.name}: these statements stay in every bundle, used or not:${list}`];
}

/** Imports every entry that is code, in Node. Compilers and other versions of Node do so in `consumers/`. */
export async function consume(folder: string, manifests: Manifest[]): Promise<string[]> {
  const all = manifests.flatMap(entries);
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "use.mjs"), all.map((entry) => `await import("${entry}");\n`).join(""));
  await writeFile(join(folder, "use.ts"), all.map((entry, i) => `export * as e${i} from "${entry}";\n`).join(""));
  return promisify(execFile)(process.execPath, ["use.mjs"], { cwd: folder }).then(
    () => [],
    ({ stdout, stderr }: { stdout: string; stderr: string }) => [
      `A program that imports every entry fails:\n${stdout}${stderr}`,
    ],
  );
}
