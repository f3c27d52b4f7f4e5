import { fileURLToPath } from "node:url";
import ts from "typescript";

const configPath = fileURLToPath(new URL("../tsconfig.json", import.meta.url));
const folder = fileURLToPath(new URL("../test/", import.meta.url));

/**
 * Compiles files of the folder `test` by the package's own settings, and gives the compiler's complaints. A file that
 * is given as text need not exist.
 */
export function complaints(files: Record<string, string | undefined>): string[] {
  const config = ts.readConfigFile(configPath, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(
    config.config,
    ts.sys,
    fileURLToPath(new URL("../", import.meta.url)),
  );
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
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${file?.fileName.replace(folder, "") ?? "?"}:${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}
