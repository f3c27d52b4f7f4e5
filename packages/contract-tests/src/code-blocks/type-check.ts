import { dirname } from "node:path";
import ts from "typescript";
import type { Problem } from "./block.ts";
import { type Program, type Source, sourceOf } from "./programs.ts";

const folder = new URL("../../test/code-blocks/", import.meta.url).pathname;

/** The settings of our users who are strictest. */
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  verbatimModuleSyntax: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  allowJs: true,
  checkJs: true,
  noEmit: true,
  skipLibCheck: true,
};

/** Compiles programs together, and returns what is wrong in each of them, at the lines of its page. */
export function typeCheck(programs: readonly Program[]): Map<Program, Problem[]> {
  const sources = new Map<string, { program: Program; source: Source }>();
  for (const program of programs) {
    sources.set(`${folder}${program.page}/${program.name}`, { program, source: sourceOf(program) });
  }
  const compiled = ts.createProgram({ rootNames: [...sources.keys()], options, host: hostOf(sources) });
  const problems = new Map(programs.map((program): [Program, Problem[]] => [program, []]));
  for (const [path, { program, source }] of sources) {
    const file = compiled.getSourceFile(path);
    const diagnostics = [...compiled.getSyntacticDiagnostics(file), ...compiled.getSemanticDiagnostics(file)];
    const isJavaScript = !/\.[cm]?ts$/.test(path);
    const counted = diagnostics.filter(({ code }) => !isJavaScript || !needsTypes(code));
    problems.get(program)?.push(...counted.map((diagnostic) => problemOf(program, source, diagnostic)));
  }
  return problems;
}

/**
 * Returns whether only a type could mend an error, which JavaScript has no place for: implicit `any`, and what isn't
 * assignable.
 */
function needsTypes(code: number): boolean {
  return Math.floor(code / 1000) === 7 || [2322, 2345, 2531, 2532, 2769, 18046, 18047, 18048].includes(code);
}

function hostOf(sources: ReadonlyMap<string, { readonly source: Source }>): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const { fileExists, directoryExists, readFile, getSourceFile } = host;
  const folders = new Set([...sources.keys()].map(dirname));
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.directoryExists = (path) => folders.has(path) || directoryExists?.(path) !== false;
  host.readFile = (path) => sources.get(path)?.source.text ?? readFile(path);
  host.getSourceFile = (path, language, ...rest) => {
    const text = sources.get(path)?.source.text;
    return text === undefined ? getSourceFile(path, language, ...rest) : ts.createSourceFile(path, text, language);
  };
  return host;
}

function problemOf({ page, blocks }: Program, source: Source, { file, start, messageText }: ts.Diagnostic): Problem {
  const place = file && start !== undefined ? file.getLineAndCharacterOfPosition(start) : undefined;
  const line = place && source.lineAt(place.line + 1);
  const message = ts.flattenDiagnosticMessageText(messageText, "\n");
  const excerpt = line && `\n    ${line.text}\n    ${" ".repeat(place.character)}^`;
  return { page, line: line?.number ?? blocks[0]?.line ?? 0, message: `type error: ${message}${excerpt ?? ""}` };
}
