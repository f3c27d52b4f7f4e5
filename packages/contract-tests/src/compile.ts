import { fileURLToPath } from "node:url";
import ts from "typescript";

/** Texts by file name below the folder `test`, or undefined for a file that exists. */
export type Files = Readonly<Record<string, string | undefined>>;

/** One program of many files, compiled by the package's own settings. */
export interface Compilation {
  /** Returns the compiler's errors in a file, and those that belong to no file. */
  readonly errorsIn: (file: string) => string[];
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
  };
}
