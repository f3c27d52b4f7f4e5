import ts from "typescript";
import { isOwn, type PublicApi, resolve } from "./public-api.ts";

/** What an export, or a part of it, lacks. */
export interface MissingText {
  /** For example `WebhooksClient.create`. */
  readonly place: string;
  readonly lacks: "a sentence" | "an example" | "a program in its example";
}

/** What is asked of the exports of an entry point. */
export interface DocumentationRules {
  /** Whether each property and method of an export needs a sentence. */
  readonly members: boolean;
  /** Whether each function needs an example: a program, with its imports. So do the methods of what a function creates. */
  readonly examples: boolean;
}

/** Finds exports without a sentence and functions without an example, and parts of exports without a sentence. */
export function missingTexts(
  exported: ReadonlyMap<string, ts.Symbol>,
  { checker }: PublicApi,
  rules: DocumentationRules,
): MissingText[] {
  const created = new Set([...exported.values()].flatMap((symbol) => createdBy(symbol, checker)));
  const checkText = (symbol: ts.Symbol, place: string, isCalled: boolean): MissingText[] => {
    const [file] = symbol.declarations ?? [];
    const isModule = file && ts.isSourceFile(file);
    const text = isModule ? moduleText(file.text) : ts.displayPartsToString(symbol.getDocumentationComment(checker));
    const sentence = /[.:)`]$/m.test(text.split("\n\n")[0] ?? "") ? [] : [{ place, lacks: "a sentence" } as const];
    if (!isCalled || !rules.examples) return sentence;
    const examples = symbol.getJsDocTags(checker).filter(({ name }) => name === "example");
    if (examples.length === 0) return [...sentence, { place, lacks: "an example" }];
    const isProgram = ({ text: parts }: ts.JSDocTagInfo) => /```ts\b.*\nimport /.test(ts.displayPartsToString(parts));
    return examples.every(isProgram) ? sentence : [...sentence, { place, lacks: "a program in its example" }];
  };
  const checkMember = (node: ts.Node, owner: ts.Symbol): MissingText[] => {
    const { symbol } = node as ts.Node & { readonly symbol?: ts.Symbol };
    const isAsked = ts.isPropertySignature(node) || ts.isPropertyDeclaration(node) || ts.isMethodSignature(node);
    if (!symbol || !isAsked || isErrorName(node)) return [];
    return checkText(symbol, `${owner.name}.${symbol.name}`, ts.isMethodSignature(node) && created.has(owner));
  };
  const check = (symbol: ts.Symbol, place: string): MissingText[] => {
    const isFunction = (symbol.flags & ts.SymbolFlags.Function) !== 0;
    const own = checkText(symbol, place, isFunction);
    if (symbol.flags & ts.SymbolFlags.ValueModule) {
      const members = checker.getExportsOfModule(symbol);
      return [...own, ...members.flatMap((one) => check(resolve(checker, one), `${place}.${one.name}`))];
    }
    const members = rules.members ? (symbol.declarations ?? []).filter(isOwnNode).flatMap(membersOf) : [];
    return [...own, ...members.flatMap((member) => checkMember(member, symbol))];
  };
  const found = [...exported].flatMap(([name, symbol]) => check(symbol, name));
  return [...new Map(found.map((one) => [`${one.place} ${one.lacks}`, one])).values()];
}

/** Returns what the comment at the top of a file of declarations says of the module. */
export function moduleText(text: string): string {
  const [, comment = ""] = /^\/\*\*(.*?)@module\s*\*\//s.exec(text) ?? [];
  return comment.replaceAll(/^\s*\*/gm, "").trim();
}

/** Returns what the functions whose names start with `create` return. */
function createdBy(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol[] {
  if (!(symbol.flags & ts.SymbolFlags.Function) || !symbol.name.startsWith("create")) return [];
  const signatures = checker.getTypeOfSymbol(symbol).getCallSignatures();
  return signatures.flatMap((signature) => signature.getReturnType().symbol ?? []);
}

function membersOf(node: ts.Node): ts.Node[] {
  if (ts.isTypeAliasDeclaration(node)) return membersOf(node.type);
  if (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node)) return [...node.members];
  return ts.isClassDeclaration(node) ? [...node.members] : [];
}

/** The name of an error says itself what it is. */
function isErrorName(node: ts.PropertySignature | ts.PropertyDeclaration | ts.MethodSignature): boolean {
  return ts.isPropertyDeclaration(node) && node.name.getText() === "name";
}

function isOwnNode(node: ts.Node): boolean {
  return isOwn(node.getSourceFile().fileName);
}
