import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import ts from "typescript";
import type { GeneratedFile } from "../generators/openapi.ts";

const folder = fileURLToPath(new URL("./virtual/", import.meta.url));
const packages = fileURLToPath(new URL("../", import.meta.url));
const config = fileURLToPath(new URL("../../tsconfig.base.json", import.meta.url));

/** Files of APIs by path, such as `toy/client.ts`; the types of an API are in `<api>/types/index.ts`. */
export type Sources = Readonly<Record<string, string>>;

/** Returns the sources of an API's generated files. */
export function sourcesOf(api: string, files: readonly GeneratedFile[]): Sources {
  return Object.fromEntries(files.map(({ path, content }) => [`${api}/${path}`, content]));
}

/** Compiles sources as one program by the settings of the packages, and returns the compiler's errors, one a line. */
export function compilerErrors(sources: Sources, settings: ts.CompilerOptions = {}): string[] {
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(config, ts.sys.readFile).config, ts.sys, folder);
  const apis = new Set(Object.keys(sources).map((path) => path.split("/")[0]));
  options.paths = Object.fromEntries(
    [...apis].map((api) => [`@comms-webhooks/${api}-types`, [`${folder}${api}/types/index.ts`]]),
  );
  const texts = new Map(Object.entries(sources).map(([path, text]) => [`${folder}${path}`, text]));
  const host = ts.createCompilerHost({ ...options, ...settings });
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.directoryExists = (path) => path.startsWith(folder.slice(0, -1)) || ts.sys.directoryExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, language, ...rest) => {
    const text = texts.get(path);
    return text === undefined ? getSourceFile(path, language, ...rest) : ts.createSourceFile(path, text, language);
  };
  const program = ts.createProgram({ rootNames: [...texts.keys()], options: { ...options, ...settings }, host });
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${file?.fileName.replace(folder, "")}:${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

/** Bundles an API's modules, imports them, and returns what they export, by path. */
export async function importAll(api: string, sources: Sources): Promise<Record<string, Record<string, unknown>>> {
  const paths = Object.keys(sources).filter((path) => path.startsWith(`${api}/`));
  const entry = paths
    .map((path, index) => `export * as module${index} from ${JSON.stringify(`./${path}`)};`)
    .join("\n");
  const result = await build({
    stdin: { contents: entry, resolveDir: packages, sourcefile: "entry.ts" },
    bundle: true,
    format: "esm",
    write: false,
    logLevel: "silent",
    plugins: [
      {
        name: "virtual",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^\./ }, ({ path, importer }) => {
            const from = importer.startsWith(folder) ? importer : `${folder}entry.ts`;
            const target = new URL(path.replace(/\.js$/, ".ts"), pathToFileURL(from)).pathname;
            return target.slice(folder.length) in sources ? { path: target, namespace: "virtual" } : undefined;
          });
          onLoad({ filter: /./, namespace: "virtual" }, ({ path }) => ({
            contents: sources[path.slice(folder.length)] ?? "",
            loader: "ts",
            resolveDir: packages,
          }));
        },
      },
    ],
  });
  const code = Buffer.from(result.outputFiles[0]?.contents ?? []).toString("base64");
  const modules = await import(/* @vite-ignore */ `data:text/javascript;base64,${code}`);
  return Object.fromEntries(paths.map((path, index) => [path.slice(api.length + 1), modules[`module${index}`]]));
}
