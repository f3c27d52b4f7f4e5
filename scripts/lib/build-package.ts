import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join, relative } from "node:path";
import { rolldown } from "rolldown";
import { isolatedDeclarationSync } from "rolldown/experimental";
import { pureStatements } from "./pure-statements.ts";

/** A value of `exports` or `imports` in a `package.json`. */
type Target = string | { readonly [condition: string]: Target };

interface Manifest {
  readonly exports?: Readonly<Record<string, Target>>;
  readonly imports?: Readonly<Record<string, Target>>;
  readonly sideEffects?: boolean;
}

/** Settings of a package's build. */
export interface BuildOptions {
  /** Prefix of the dependencies whose code becomes part of the package. Default: every dependency stays an import. */
  readonly inline?: string | undefined;
}

/**
 * Builds a package into its folder `dist`: a module for each file that `exports` and `imports` of its `package.json`
 * name, one module `shared.js` with what several of them use, and the declarations of all sources.
 */
export async function buildPackage(folder: string, { inline }: BuildOptions = {}): Promise<void> {
  const source = join(folder, await sourceFolder(folder));
  const dist = join(folder, "dist");
  await rm(dist, { recursive: true, force: true });
  await declare(source, dist);
  await bundle(folder, source, dist, inline);
}

async function sourceFolder(folder: string): Promise<string> {
  const { compilerOptions } = JSON.parse(await readFile(join(folder, "tsconfig.json"), "utf8")) as {
    compilerOptions: { rootDir: string };
  };
  return compilerOptions.rootDir;
}

/** Lists the built modules that a package names, relative to `dist` and without their extension. */
function entries({ exports = {}, imports = {} }: Manifest): string[] {
  const files = (target: Target): string[] =>
    typeof target === "string" ? [target] : Object.values(target).flatMap(files);
  const all = [...Object.values(exports), ...Object.values(imports)].flatMap(files);
  return [...new Set(all.flatMap((file) => /^\.\/dist\/(.*)\.js$/.exec(file)?.[1] ?? []))];
}

async function bundle(folder: string, source: string, dist: string, inline: string | undefined): Promise<void> {
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;
  const build = await rolldown({
    cwd: folder,
    input: Object.fromEntries(entries(manifest).map((name) => [name, join(source, `${name}.ts`)])),
    external: (id) => isSpecifier(id) && !(inline !== undefined && id.startsWith(inline)),
    platform: "neutral",
    tsconfig: false,
    plugins: manifest.sideEffects === false ? [pureStatements()] : [],
  });
  await build.write({
    dir: dist,
    format: "esm",
    comments: { jsdoc: false }, // The declarations have them.
    chunkFileNames: "[name].js",
    // Node pays for each file of an import: one with more in it than needed loads faster than several.
    codeSplitting: { groups: [{ name: "shared", minShareCount: 2 }] },
  });
  await build.close();
}

function isSpecifier(id: string): boolean {
  return !/^[.\0]/.test(id) && !isAbsolute(id);
}

async function declare(source: string, dist: string): Promise<void> {
  const files = (await readdir(source, { recursive: true })).filter((file) => file.endsWith(".ts"));
  const declarations = await Promise.all(files.map((file) => declarationOf(join(source, file))));
  // All are there before the first is written, so that a build that fails leaves no write behind it.
  for (const [index, file] of files.entries()) {
    const target = join(dist, file.replace(/\.ts$/, ".d.ts"));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, declarations[index] ?? "");
  }
}

async function declarationOf(path: string): Promise<string> {
  const source = await readFile(path, "utf8");
  const { code, errors } = isolatedDeclarationSync(path, source);
  // The comment on the module goes with the import below it, if declarations don't need that.
  const [comment = ""] = code.includes("@module") ? [] : (/^\/\*\*(?:(?!\*\/).)*@module\s*\*\/\n/s.exec(source) ?? []);
  if (errors.length === 0) return comment + code;
  const found = errors.map(({ message, codeframe }) => codeframe ?? message).join("\n");
  throw new Error(`${relative(process.cwd(), path)} needs more explicit types for its declarations:\n${found}`);
}
