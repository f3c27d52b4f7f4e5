import ts from "typescript";
import { isOwn, type PublicApi } from "./public-api.ts";

/** A place in the types of exports, such as `HandlerOptions.onUnknown(delivery)`, and what is there. */
export interface VacuousType {
  readonly place: string;
  readonly type: "any" | "never" | "unknown";
}

const instance = "__Instance";

/**
 * Adds to a file of declarations an instance of each generic type that it exports, for `vacuousTypes`: of each type
 * parameter the default, else the constraint, else an object.
 */
export function addInstances(file: string, text: string): string {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
  const added = source.statements.flatMap((node) => {
    const isType = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node);
    if (!isType || !node.name || !node.typeParameters) return [];
    const values = new Map<string, string>();
    for (const { name, default: byDefault, constraint } of node.typeParameters) {
      const value = (byDefault ?? constraint)?.getText(source) ?? "{ value: string }";
      values.set(
        name.text,
        value.replaceAll(/\w+/g, (word) => (values.has(word) ? `(${values.get(word)})` : word)),
      );
    }
    return `export type ${node.name.text}${instance} = ${node.name.text}<${[...values.values()].join(", ")}>;\n`;
  });
  return `${text}\n${added.join("")}`;
}

/**
 * Finds each `any`, `never` and `unknown` that the types of exports lead to: in properties, parameters, results, elements
 * and members of unions, at any depth, as far as the types are those of this repository. An optional property of the type
 * `never` is one that has to be absent, and isn't reported.
 */
export function vacuousTypes(exported: Iterable<ts.Symbol>, { checker }: PublicApi): VacuousType[] {
  const found = new Map<string, VacuousType>();
  const seen = new Set<ts.Type>();

  const visit = (type: ts.Type, path: string): void => {
    const vague = vagueness(type);
    if (vague) found.set(`${path}: ${vague}`, { place: path, type: vague });
    if (vague || seen.has(type)) return;
    seen.add(type);
    const place = nameOf(type) ?? path;
    if (type.flags & ts.TypeFlags.Instantiable) {
      const constraint = checker.getBaseConstraintOfType(type);
      if (constraint && !vagueness(constraint)) visit(constraint, place);
    } else if (type.isUnionOrIntersection()) {
      for (const member of type.types) visit(member, place);
    } else if (type.flags & ts.TypeFlags.Object) {
      visitParts(type, place);
    }
  };

  const visitParts = (type: ts.Type, place: string): void => {
    for (const argument of checker.getTypeArguments(type as ts.TypeReference)) visit(argument, `${place}<>`);
    if (!isOurs(type, checker)) return;
    for (const property of checker.getPropertiesOfType(type)) {
      if (isDeclaredHere(property)) visit(checker.getTypeOfSymbol(property), `${place}.${property.name}`);
    }
    for (const { type: value } of checker.getIndexInfosOfType(type)) visit(value, `${place}[]`);
    for (const signature of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
      for (const parameter of signature.getParameters()) {
        visit(checker.getTypeOfSymbol(parameter), `${place}(${parameter.name})`);
      }
      visit(signature.getReturnType(), `${place}()`);
    }
  };

  for (const symbol of exported) {
    if (symbol.name.endsWith(instance)) continue;
    for (const type of typesOf(symbol, checker)) visit(type, symbol.name);
  }
  return [...found.values()];
}

function typesOf(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Type[] {
  const source = symbol.declarations?.[0]?.getSourceFile();
  const module = source && checker.getSymbolAtLocation(source);
  const added = module?.exports?.get(ts.escapeLeadingUnderscores(symbol.name + instance));
  return [
    ...(symbol.flags & ts.SymbolFlags.Type ? [checker.getDeclaredTypeOfSymbol(symbol)] : []),
    ...(symbol.flags & ts.SymbolFlags.Value ? [checker.getTypeOfSymbol(symbol)] : []),
    ...(added ? [checker.getDeclaredTypeOfSymbol(added)] : []),
  ];
}

function vagueness({ flags }: ts.Type): VacuousType["type"] | undefined {
  if (flags & ts.TypeFlags.Any) return "any";
  if (flags & ts.TypeFlags.Never) return "never";
  return flags & ts.TypeFlags.Unknown ? "unknown" : undefined;
}

/**
 * The name that an object's type has in this repository: places below it begin anew, so that they are the same wherever it
 * is used. A function's place is that where it is used.
 */
function nameOf(type: ts.Type): string | undefined {
  const { aliasSymbol, symbol } = type;
  if (type.getCallSignatures().length > 0 && type.getProperties().length === 0) return undefined;
  const named = aliasSymbol ?? (symbol && isNamed(symbol) ? symbol : undefined);
  return named && isDeclaredHere(named) ? named.name.replace(instance, "") : undefined;
}

/** Of a type of the platform, such as a promise or a tuple, only the type arguments are ours. */
function isOurs(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (checker.isTupleType(type)) return false;
  return !type.symbol || !isNamed(type.symbol) || isDeclaredHere(type.symbol);
}

function isNamed({ flags }: ts.Symbol): boolean {
  return (flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class)) !== 0;
}

function isDeclaredHere(symbol: ts.Symbol): boolean {
  return symbol.declarations?.some((node) => isOwn(node.getSourceFile().fileName)) ?? false;
}
