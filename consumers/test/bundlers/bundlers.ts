import { existsSync, readFileSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { gzipSync } from "node:zlib";
import remapping from "@jridgewell/remapping";
import resolveModules from "@rollup/plugin-node-resolve";
import { build as esbuild, transform } from "esbuild";
import { rollup } from "rollup";
import { build as vite } from "vite";
import webpack from "webpack";
import { consumers } from "../recipes.ts";

/** Bundles a JavaScript file with all that it imports, minified for a page, into a file with a source map beside. */
export type Bundler = (entry: string, file: string) => Promise<void>;

/** The bundlers, each with the settings that its users begin with. */
export const bundlers: Readonly<Record<string, Bundler>> = {
  async esbuild(entry, outfile) {
    const options = { bundle: true, minify: true, sourcemap: true } as const;
    await esbuild({
      ...options,
      entryPoints: [entry],
      outfile,
      format: "esm",
      platform: "browser",
      logLevel: "silent",
    });
  },

  async Rollup(entry, file) {
    const minify = {
      name: "minify",
      renderChunk: (code: string) => transform(code, { minify: true, sourcemap: true, format: "esm" }),
    };
    const bundle = await rollup({ input: entry, plugins: [resolveModules({ browser: true }), minify], onwarn: refuse });
    await bundle.write({ file, format: "es", sourcemap: true });
    await bundle.close();
  },

  async Vite(entry, file) {
    const [outDir, entryFileNames] = [join(file, ".."), file.slice(join(file, "..").length + 1)];
    const rolldownOptions = { input: entry, output: { entryFileNames, format: "es" as const }, onwarn: refuse };
    await vite({
      root: consumers,
      configFile: false,
      logLevel: "silent",
      publicDir: false,
      build: { outDir, emptyOutDir: false, sourcemap: true, minify: true, modulePreload: false, rolldownOptions },
    });
  },

  async webpack(entry, file) {
    const [path, filename] = [join(file, ".."), file.slice(join(file, "..").length + 1)];
    const compiler = webpack({
      ...{ mode: "production", target: ["web", "es2022"], context: consumers, entry, devtool: "source-map" },
      experiments: { outputModule: true },
      output: { path, filename, module: true, chunkFormat: "module" },
      performance: false,
    });
    const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
      compiler.run((error, result) => (error ? reject(error) : resolve(result)));
    });
    await new Promise((resolve) => compiler.close(resolve));
    if (!stats || stats.hasErrors() || stats.hasWarnings()) throw new Error(stats?.toString("errors-warnings"));
  },
};

function refuse(warning: { readonly message: string }): never {
  throw new Error(warning.message);
}

/** Turns a program of these tests into JavaScript, which every bundler reads. Returns the file. */
export async function toJavaScript(program: string): Promise<string> {
  const folder = join(consumers, ".recipes/bundlers");
  await mkdir(folder, { recursive: true });
  const outfile = join(folder, `${program}.mjs`);
  await esbuild({ entryPoints: [join(consumers, "test/programs", `${program}.ts`)], outfile, logLevel: "silent" });
  return outfile;
}

/** A bundle: its size, and which source files of the installed packages have code in it. */
export interface Bundle {
  /** Bytes after gzip. */
  readonly size: number;
  /** For example `comms-webhooks/src/webex/signature.ts`, sorted. */
  readonly sources: readonly string[];
}

/** Reads a bundle, whose source map is followed through those of the packages. */
export async function readBundle(file: string): Promise<Bundle> {
  const map = await readFile(`${file}.map`, "utf8");
  const { sources } = remapping(map, (source) => {
    const path = source.startsWith("webpack://") ? source.replace(/^webpack:\/\/[^/]*/, consumers) : source;
    const mapOfSource = `${isAbsolute(path) ? path : join(file, "..", path)}.map`;
    return existsSync(mapOfSource) ? readFileSync(mapOfSource, "utf8") : null;
  });
  const names = sources.map((source) => /.*\/node_modules\/(.*)/.exec(source ?? "")?.[1]);
  return {
    size: gzipSync(await readFile(file), { level: 9 }).length,
    sources: names.filter((name) => name !== undefined).sort(),
  };
}
