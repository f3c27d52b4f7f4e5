import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { root } from "../lib/repository.ts";

/** A module that a published package exports, as users import it, with its declarations. */
export interface EntryPoint {
  /** For example `comms-webhooks/webex`. */
  readonly name: string;
  readonly packageName: string;
  /** The folder of the package, an absolute path. */
  readonly folder: string;
  /** The file of declarations, an absolute path. */
  readonly file: string;
}

/** The declarations of a set of entry points, as one program. */
export interface PublicApi {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  /** Returns what an entry point exports, by name; what it exports from elsewhere is resolved. */
  readonly exportsOf: (entry: Pick<EntryPoint, "file">) => Map<string, ts.Symbol>;
}

/** The fields of a `package.json` that tell what it exports. */
interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

const packages = join(root, "packages");
/** The files of others, which several programs share. */
const libraries = new Map<string, ts.SourceFile>();

/** Lists the entry points of every published package, in the order of their folders and `exports`. */
export function entryPoints(): EntryPoint[] {
  return readdirSync(packages).flatMap((name) => {
    const folder = join(packages, name);
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
    if (manifest.private) return [];
    return Object.entries(manifest.exports).flatMap(([path, target]) =>
      typeof target === "string"
        ? []
        : {
            name: manifest.name + path.slice(1),
            packageName: manifest.name,
            folder,
            file: join(folder, target.types),
          },
    );
  });
}

/** Returns whether a package's sources are all generated, so that its committed sources are its reviewed API. */
export function isGenerated({ folder }: Pick<EntryPoint, "folder">): boolean {
  return readdirSync(join(folder, "src")).join() === "generated";
}

/**
 * Reads the built declarations of entry points as one program, with the settings of a strict user.
 *
 * @param edit Changes the text of a file before it is read, for tests.
 */
export function readPublicApi(
  entries: readonly Pick<EntryPoint, "file">[],
  edit: (file: string, text: string) => string = (_file, text) => text,
): PublicApi {
  const options: ts.CompilerOptions = {
    ...{ strict: true, exactOptionalPropertyTypes: true, noEmit: true, skipLibCheck: true },
    ...{ module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, types: ["node"] },
    ...{
      lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
      typeRoots: [join(root, "node_modules/@types")],
    },
  };
  const host = ts.createCompilerHost(options);
  const { readFile } = host;
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (file, language, ...rest) => {
    if (!isOwn(file)) {
      const known = libraries.get(file) ?? getSourceFile(file, language, ...rest);
      if (known) libraries.set(file, known);
      return known;
    }
    const text = readFile(file);
    if (text === undefined) return undefined;
    const settings = typeof language === "object" ? language : { languageVersion: language };
    return ts.createSourceFile(file, edit(file, text), settings);
  };
  const program = ts.createProgram({ rootNames: entries.map(({ file }) => file), options, host });
  const checker = program.getTypeChecker();
  return {
    program,
    checker,
    exportsOf({ file }) {
      const source = program.getSourceFile(file);
      const module = source && checker.getSymbolAtLocation(source);
      if (!module) throw new Error(`${file} isn't a module. Build the packages first: npm run build`);
      return new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, resolve(checker, symbol)]));
    },
  };
}

/** Returns what an alias stands for. */
export function resolve(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Returns whether a file is one of a package of this repository. */
export function isOwn(file: string): boolean {
  return file.startsWith(packages) && !file.includes("/node_modules/");
}
