import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import ts from "typescript";
import { entries } from "./check-installed.ts";
import type { Manifest } from "./npm-pack.ts";

const tsserver = createRequire(import.meta.url).resolve("typescript/lib/tsserver.js");

type Place = { line: number; offset: number };
type Definition = { file: string; start: Place };
type Answer = { type: string; request_seq?: number; body?: Definition[] };

/**
 * Asks TypeScript's server, as editors do, for the definition of everything that the packages in a folder export.
 * Returns the names for which it shows something else than their source in an archive.
 */
export async function definitionsElsewhere(folder: string, manifests: Manifest[]): Promise<string[]> {
  const names = exportsOf(folder, manifests.flatMap(entries));
  const file = join(folder, "definitions.ts");
  const lines = names.map(({ entry, name }, i) => `import { ${name} as name${i} } from "${entry}"; void name${i};`);
  writeFileSync(file, lines.join("\n"));
  writeFileSync(join(folder, "tsconfig.json"), '{ "compilerOptions": { "module": "nodenext" } }');
  const definitions = await askForDefinitions(
    file,
    lines.map((_, i) => ({ line: i + 1, offset: "import { ".length + 1 })),
  );
  return names.flatMap(({ entry, name }, i) => {
    const problem = misleads(folder, name, definitions[i]?.[0]);
    return problem === undefined ? [] : [`${entry}: "go to definition" of ${name} ${problem}.`];
  });
}

function exportsOf(folder: string, all: string[]): { entry: string; name: string }[] {
  const file = join(folder, "use.ts");
  const program = ts.createProgram([file], { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022 });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const specifiers = (source?.statements ?? []).flatMap((statement) =>
    ts.isExportDeclaration(statement) && statement.moduleSpecifier ? [statement.moduleSpecifier] : [],
  );
  return all.flatMap((entry, i) => {
    const module = specifiers[i] && checker.getSymbolAtLocation(specifiers[i]);
    return (module ? checker.getExportsOfModule(module) : [])
      .filter((symbol) => !isNamespace(checker, symbol)) // Its source is a file, which names it nowhere.
      .map(({ name }) => ({ entry, name }));
  });
}

function isNamespace(checker: ts.TypeChecker, symbol: ts.Symbol): boolean {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return (target.flags & ts.SymbolFlags.Module) !== 0;
}

async function askForDefinitions(file: string, places: Place[]): Promise<(Definition[] | undefined)[]> {
  const server = fork(tsserver, ["--useNodeIpc", "--disableAutomaticTypingAcquisition"], { silent: true });
  try {
    const found: (Definition[] | undefined)[] = [];
    const all = new Promise<void>((resolve, reject) => {
      server.once("exit", () => reject(new Error("TypeScript's server ended before it had answered")));
      server.on("message", ({ type, request_seq, body }: Answer) => {
        if (type !== "response" || !request_seq) return;
        found[request_seq - 1] = body;
        if (request_seq === places.length) resolve();
      });
    });
    server.send({ type: "request", seq: 0, command: "open", arguments: { file } });
    for (const [i, place] of places.entries())
      server.send({ type: "request", seq: i + 1, command: "definition", arguments: { file, ...place } });
    await all;
    return found;
  } finally {
    server.removeAllListeners("exit");
    if (server.kill()) await once(server, "exit");
  }
}

/** Returns what is wrong with a definition: it is no source of an archive, or the name isn't there. */
function misleads(folder: string, name: string, definition: Definition | undefined): string | undefined {
  if (definition === undefined) return "finds nothing";
  const { file, start } = definition;
  if (!file.startsWith(folder) || !/\/src\/.*(?<!\.d)\.ts$/.test(file)) return `shows ${file}`;
  const line = readFileSync(file, "utf8").split("\n")[start.line - 1] ?? "";
  const [found = ""] = /^[\w$]*/.exec(line.slice(start.offset - 1)) ?? [];
  return found === name ? undefined : `shows "${found}" of the line "${line}" in ${file}`;
}
