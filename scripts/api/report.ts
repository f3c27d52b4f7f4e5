import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { type EntryPoint, type PublicApi, resolve } from "./public-api.ts";

const printer = ts.createPrinter({ removeComments: true });

/**
 * Writes the public API of a package: what each entry point exports, and the declarations that those are built from,
 * without comments. Two builds with the same API have the same text.
 */
export function apiReport(entries: readonly EntryPoint[], { checker, exportsOf }: PublicApi): string {
  const [first] = entries;
  if (!first) throw new Error("A package without entry points has no API.");
  const { folder, packageName } = first;
  const written = new Set<ts.Node>();
  const write = (name: string, symbol: ts.Symbol): string => {
    const own = declarationsOf(symbol).filter((node) => isInside(node, folder));
    if (own.length === 0) return `export { ${name} } from "${packageOf(symbol)}";\n`;
    const fresh = own.filter((node) => !written.has(node));
    for (const node of fresh) written.add(node);
    return fresh.length === 0 ? `export { ${name} };\n` : fresh.map(print).join("");
  };
  const writeAll = (symbols: ReadonlyMap<string, ts.Symbol>): string =>
    sorted(symbols, ([name]) => name)
      .map(([name, symbol]) => {
        if (!(symbol.flags & ts.SymbolFlags.ValueModule)) return write(name, symbol);
        const members = checker
          .getExportsOfModule(symbol)
          .map((member) => [member.name, resolve(checker, member)] as const);
        return `export namespace ${name} {\n${writeAll(new Map(members))}}\n`;
      })
      .join("");
  const sections = entries.map((entry) => `## ${entry.name}\n\n${fence(writeAll(exportsOf(entry)))}`);
  const files = new Map<string, string[]>();
  for (const node of reached(written, folder, checker)) {
    const file = relative(join(folder, "dist"), node.getSourceFile().fileName);
    files.set(file, [...(files.get(file) ?? []), print(node)]);
  }
  const rest = sorted(files, ([file]) => file).map(
    ([file, lines]) => `### ${file}\n\n${fence(sorted(lines, (line) => line).join(""))}`,
  );
  return [
    `# Public API of ${packageName}\n`,
    "Written by `npm run api`. A change here is a change that users see: commit it on purpose.\n",
    ...sections,
    ...(rest.length > 0 ? ["## Not exported, but part of the above\n", ...rest] : []),
  ].join("\n");
}

/** Finds the declarations of a package that others refer to, directly or through more of them. */
function reached(from: ReadonlySet<ts.Node>, folder: string, checker: ts.TypeChecker): ts.Node[] {
  const found = new Set(from);
  for (const node of found) {
    const visit = (child: ts.Node): void => {
      const symbol = ts.isIdentifier(child) ? checker.getSymbolAtLocation(child) : undefined;
      const declarations = symbol ? declarationsOf(resolve(checker, symbol)) : [];
      for (const declaration of declarations) if (isInside(declaration, folder)) found.add(declaration);
      ts.forEachChild(child, visit);
    };
    visit(node);
  }
  return [...found].filter((node) => !from.has(node));
}

/** Returns the statements that declare a symbol. */
function declarationsOf(symbol: ts.Symbol): ts.Node[] {
  return (symbol.declarations ?? []).flatMap((node) => {
    const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
    return statement.parent && ts.isSourceFile(statement.parent) && !ts.isImportDeclaration(statement)
      ? [statement]
      : [];
  });
}

function isInside(node: ts.Node, folder: string): boolean {
  return node.getSourceFile().fileName.startsWith(`${folder}/`);
}

function packageOf(symbol: ts.Symbol): string {
  const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? "";
  const folder = /^.*\/(?:packages\/|node_modules\/(?:@[^/]+\/)?)[^/]+\//.exec(file)?.[0];
  return (JSON.parse(readFileSync(`${folder}package.json`, "utf8")) as { name: string }).name;
}

function print(node: ts.Node): string {
  const text = printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile());
  return `${text.replace(/^(export )?declare /, "$1")}\n`;
}

function fence(text: string): string {
  return `\`\`\`ts\n${text}\`\`\`\n`;
}

/** Sorts by code point, so that the order is the same in every locale. */
function sorted<Item>(items: Iterable<Item>, key: (item: Item) => string): Item[] {
  return [...items].sort((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0));
}
