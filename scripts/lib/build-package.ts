import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative } from "node:path";
import { rolldown } from "rolldown";
import { isolatedDeclarationSync } from "rolldown/experimental";
import { pureStatements } from "./pure-statements.ts";
import { installedSources, readInputMaps } from "./source-maps.ts";

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

/** Builds a package into its folder `dist`, which then has nothing else in it. */
export async function buildPackage(folder: string, options: BuildOptions = {}): Promise<void> {
  const files = await compilePackage(folder, options);
  await rm(join(folder, "dist"), { recursive: true, force: true });
  for (const [path, text] of files) {
    const target = join(folder, "dist", path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}

/**
 * Returns the files of a package's `dist`: a module for each file that `exports` and `imports` of its `package.json`
 * name, one module `shared.js` with what several of them use, the declarations of all sources, and the maps of both,
 * which lead to the sources that are in the archive.
 */
export async function compilePackage(
  folder: string,
  { inline }: BuildOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const source = await sourceFolder(folder);
  return new Map([...(await declare(folder, source)), ...(await bundle(folder, source, inline))]);
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

async function bundle(folder: string, source: string, inline: string | undefined): Promise<[string, string][]> {
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;
  const build = await rolldown({
    cwd: folder,
    input: Object.fromEntries(entries(manifest).map((name) => [name, join(folder, source, `${name}.ts`)])),
    external: (id) => isSpecifier(id) && !(inline !== undefined && id.startsWith(inline)),
    platform: "neutral",
    tsconfig: false,
    checks: { pluginTimings: false },
    plugins: [readInputMaps(), ...(manifest.sideEffects === false ? [pureStatements()] : [])],
  });
  const { output } = await build.generate({
    dir: join(folder, "dist"),
    format: "esm",
    comments: { jsdoc: false }, // The declarations have them.
    chunkFileNames: "[name].js",
    sourcemap: true,
    sourcemapExcludeSources: true, // They are in the archive.
    sourcemapPathTransform: installedSources(folder),
    // Node pays for each file of an import: one with more in it than needed loads faster than several.
    codeSplitting: { groups: [{ name: "shared", minShareCount: 2 }] },
  });
  await build.close();
  return output.map((file) => [file.fileName, file.type === "chunk" ? file.code : String(file.source)]);
}

function isSpecifier(id: string): boolean {
  return !/^[.\0]/.test(id) && !isAbsolute(id);
}

async function declare(folder: string, source: string): Promise<[string, string][]> {
  const files = (await readdir(join(folder, source), { recursive: true })).filter((file) => file.endsWith(".ts"));
  return (await Promise.all(files.map((file) => declarationOf(folder, join(source, file), file)))).flat();
}

async function declarationOf(folder: string, source: string, file: string): Promise<[string, string][]> {
  const path = join(folder, source);
  const text = await readFile(path, "utf8");
  const { code, map, errors } = isolatedDeclarationSync(path, text, { sourcemap: true });
  if (errors.length > 0 || !map) {
    const found = errors.map(({ message, codeframe }) => codeframe ?? message).join("\n");
    throw new Error(`${relative(process.cwd(), path)} needs more explicit types for its declarations:\n${found}`);
  }
  // The comment on the module goes with the import below it, if declarations don't need that.
  const [comment = ""] = code.includes("@module") ? [] : (/^\/\*\*(?:(?!\*\/).)*@module\s*\*\/\n/s.exec(text) ?? []);
  const target = file.replaceAll("\\", "/").replace(/\.ts$/, ".d.ts");
  const { version, names, mappings } = map;
  const sources = [relative(join(folder, "dist", dirname(target)), path).replaceAll("\\", "/")];
  const name = basename(target);
  return [
    [target, `${comment}${code}//# sourceMappingURL=${name}.map\n`],
    [
      `${target}.map`,
      JSON.stringify({
        version,
        file: name,
        sources,
        names,
        mappings: ";".repeat(comment.split("\n").length - 1) + mappings,
      }),
    ], // TypeScript wants the file.
  ];
}
