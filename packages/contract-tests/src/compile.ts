import { fileURLToPath } from "node:url";
import ts from "typescript";

/** Texts by file name below the folder `test`, or undefined for a file that exists. */
export type Files = Readonly<Record<string, string | undefined>>;

/** One program of many files, compiled by the package's own settings. */
export interface Compilation {
  /** Returns the compiler's errors in a file, and those that belong to no file. */
  readonly errorsIn: (file: string) => string[];
  /** Returns what a module exports and what is `never` or `any`, as a whole or in the fields and signatures of it. */
  readonly vacuousTypes: (module: string) => string[];
}

const root = fileURLToPath(new URL("../", import.meta.url));
const folder = `${root}test/`;

/** Compiles files together: a program for each of them would check the libraries once for each. */
export function compile(files: Files): Compilation {
  const config = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const texts = new Map(Object.entries(files).map(([name, text]) => [`${folder}${name}`, text]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => texts.get(path) !== undefined || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, language, ...rest) => {
    const text = texts.get(path);
    return text === undefined ? getSourceFile(path, language, ...rest) : ts.createSourceFile(path, text, language);
  };
  const program = ts.createProgram({ rootNames: [...texts.keys()], options, host });
  const errors = ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    const name = file?.fileName.replace(folder, "");
    return { name, text: `${name ?? "?"}:${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}` };
  });
  return {
    errorsIn(file) {
      if (!(file in files)) throw new Error(`${file} is not one of the compiled files`);
      const isForeign = (name: string) => !(name in files);
      return errors
        .filter(({ name }) => name === undefined || name === file || isForeign(name))
        .map(({ text }) => text);
    },
    vacuousTypes: (module) => vacuousTypes(program, options, module),
  };
}

function vacuousTypes(program: ts.Program, options: ts.CompilerOptions, module: string): string[] {
  const checker = program.getTypeChecker();
  const mode = ts.ModuleKind.ESNext;
  const { resolvedModule } = ts.resolveModuleName(module, `${folder}x.ts`, options, ts.sys, undefined, undefined, mode);
  const source = program.getSourceFile(resolvedModule?.resolvedFileName ?? `${folder}${module}`);
  const symbol = source && checker.getSymbolAtLocation(source);
  if (!symbol) throw new Error(`${module} is not part of the compiled files`);
  const isNever = (type: ts.Type) => checker.isTypeAssignableTo(type, checker.getNeverType());
  const isAny = (type: ts.Type) => (type.flags & ts.TypeFlags.Any) !== 0;
  return checker.getExportsOfModule(symbol).flatMap((exported) => {
    const target = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const types = [
      ...(target.flags & ts.SymbolFlags.Type ? [checker.getDeclaredTypeOfSymbol(target)] : []),
      ...(target.flags & ts.SymbolFlags.Value ? [checker.getTypeOfSymbol(target)] : []),
    ];
    if (types.some((type) => isNever(type) || isAny(type))) return [exported.name];
    // A field that must be absent has the type `never`, so of parts only `any` is wrong.
    return types.flatMap((type) => {
      const signatures = [...type.getCallSignatures(), ...type.getConstructSignatures()];
      const parts = [...type.getProperties(), ...signatures.flatMap((signature) => signature.getParameters())];
      const vague = parts.filter((part) => isAny(checker.getTypeOfSymbol(part))).map(({ name }) => name);
      const returned = signatures.some((signature) => isAny(signature.getReturnType())) ? ["return"] : [];
      return [...vague, ...returned].map((name) => `${exported.name}.${name}`);
    });
  });
}
