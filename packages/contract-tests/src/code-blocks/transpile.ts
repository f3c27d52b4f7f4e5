import { pathToFileURL } from "node:url";
import ts from "typescript";

/** Returns a module as Node runs it, with a source map, and with other modules in place of some that it imports. */
export function transpile(name: string, text: string, replacements: ReadonlyMap<string, string> = new Map()): string {
  const { outputText } = ts.transpileModule(text, {
    fileName: name,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      rewriteRelativeImportExtensions: true,
      inlineSourceMap: true,
      allowJs: true,
    },
    transformers: { before: [replaceImports(replacements)] },
  });
  return outputText;
}

function replaceImports(replacements: ReadonlyMap<string, string>): ts.TransformerFactory<ts.SourceFile> {
  return ({ factory }) =>
    (source) =>
      ts.visitEachChild(
        source,
        (node) => {
          if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) return node;
          const path = replacements.get(node.moduleSpecifier.text);
          if (path === undefined) return node;
          const specifier = factory.createStringLiteral(pathToFileURL(path).href);
          return factory.updateImportDeclaration(node, node.modifiers, node.importClause, specifier, node.attributes);
        },
        undefined,
      );
}
