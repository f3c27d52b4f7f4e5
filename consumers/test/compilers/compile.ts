// Compiles projects by one compiler in one process, which reads each file once, and prints their errors by project:
// compile.ts <package of TypeScript 5 or 6> <tsconfig.json>…
import { createRequire } from "node:module";
import { dirname, relative } from "node:path";
import type * as TypeScript from "typescript";

const [compiler = "typescript", ...projects] = process.argv.slice(2);
const ts: typeof TypeScript = createRequire(import.meta.url)(compiler);
const read = new Map<string, TypeScript.SourceFile | undefined>();

/** Returns a host that reads a file again only where it would be another kind of module. */
function createHost(options: TypeScript.CompilerOptions): TypeScript.CompilerHost {
  const host = ts.createCompilerHost(options);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (file, version, ...rest) => {
    const kind = typeof version === "object" ? version : { languageVersion: version };
    const key = JSON.stringify([file, kind.impliedNodeFormat, options.module, options.moduleResolution]);
    if (!read.has(key)) read.set(key, getSourceFile(file, version, ...rest));
    return read.get(key);
  };
  return host;
}

/** Returns the errors of a project in all files but those of TypeScript and of Node's types. */
function compile(file: string): string[] {
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  const { options, fileNames, errors } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(file));
  const program = ts.createProgram(fileNames, options, createHost(options));
  const checked = program
    .getSourceFiles()
    .filter(({ fileName }) => !/\/(typescript[^/]*|@?types[^/]*\/node|types-node[^/]*)\//.test(fileName));
  if (!checked.some(({ fileName }) => fileName.includes("/node_modules/comms-webhooks/")))
    throw new Error("nothing is checked");
  const found = [
    ...errors,
    ...program.getConfigFileParsingDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...checked.flatMap((source) => [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]),
  ];
  return found.map(({ code, file: source, start = 0, messageText }) => {
    const line = source
      ? `${relative(process.cwd(), source.fileName)}:${source.getLineAndCharacterOfPosition(start).line + 1}: `
      : "";
    return `${line}TS${code}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

console.log(JSON.stringify(Object.fromEntries(projects.map((project) => [project, compile(project)]))));
