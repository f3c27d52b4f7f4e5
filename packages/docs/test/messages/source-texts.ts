import { readFileSync } from "node:fs";
import ts from "typescript";

/** A text that a source contains, where it is written. */
export interface SourceText {
  /** The text in one line, with "…" in place of each value. */
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

/** A text of fewer than two words is a name, a key or a format. */
const isSentence = (text: string) => text.includes(" ") && (text.match(/\p{L}[\p{L}'’]+/gu) ?? []).length >= 2;

/** The functions whose arguments describe a command, or are compared with other texts. */
const otherCalls =
  /(?:^|\.)(?:option|Option|argument|Argument|summary|description|addHelpText|version|helpOption|helpCommand|repeated|includes|startsWith|endsWith|RegExp)$/;

/** The properties that describe an option or a field. */
const otherProperties = /^(?:help|description|summary|title)$/;

/** Lists the texts of a source that could be messages: strings and templates of at least two words. */
export function sourceTexts(file: string, path: string): SourceText[] {
  const source = ts.createSourceFile(file, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const texts: SourceText[] = [];
  const visit = (node: ts.Node): void => {
    if (isOther(node)) return;
    const text = textOf(node);
    if (text !== undefined && isSentence(text)) {
      texts.push({ text, file, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
    }
    if (!isConcatenation(node)) ts.forEachChild(node, visit);
    else for (const part of partsOf(node)) ts.forEachChild(part, visit);
  };
  visit(source);
  return texts;
}

/** Returns whether no message is written at a node. */
function isOther(node: ts.Node): boolean {
  if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (ts.isCaseClause(node.parent ?? node) && (node.parent as ts.CaseClause).expression === node) return true;
  if (ts.isPropertyAssignment(node)) return otherProperties.test(node.name.getText());
  const call = node.parent;
  const isArgument = call && (ts.isCallExpression(call) || ts.isNewExpression(call)) && call.expression !== node;
  return isArgument && otherCalls.test(call.expression.getText());
}

/** Returns the text of a literal, a template or a concatenation of them, in the form that the guide has. */
function textOf(node: ts.Node): string | undefined {
  const text = rawTextOf(node);
  return text?.replace(/\s+/g, " ").trim();
}

function rawTextOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join("");
  }
  if (isConcatenation(node))
    return partsOf(node)
      .map((part) => rawTextOf(part) ?? "…")
      .join("");
  return undefined;
}

/** A text that is written in several literals because it is long. */
function isConcatenation(node: ts.Node): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.PlusToken &&
    partsOf(node).some((part) => rawTextOf(part) !== undefined)
  );
}

function partsOf(node: ts.Expression): ts.Expression[] {
  const isSum = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
  return isSum ? [...partsOf(node.left), ...partsOf(node.right)] : [node];
}
