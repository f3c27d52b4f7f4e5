import ts from "typescript";
import { isOwn, type PublicApi } from "./public-api.ts";

/**
 * Returns the optional properties of what users hand in that don't accept `undefined`, such as
 * `createWebexReceiver(options).maxBytes`. With `exactOptionalPropertyTypes`, a user would have to leave them out.
 * What users get is read only, and what the documents describe has the vendor's fields, so neither counts.
 */
export function exactProperties(exported: ReadonlyMap<string, ts.Symbol>, { checker, program }: PublicApi): string[] {
  const found = new Map<ts.Symbol, string>();
  const seen = new Set<string>();

  const visitFunctions = (signatures: readonly ts.Signature[], name: string, handedIn: boolean) => {
    for (const signature of signatures) {
      for (const parameter of signature.parameters)
        visit(checker.getTypeOfSymbol(parameter), `${name}(${parameter.name})`, !handedIn);
      visit(signature.getReturnType(), `${name}()`, handedIn);
    }
  };

  const visit = (type: ts.Type, name: string, handedIn: boolean): void => {
    const key = `${(type as ts.Type & { id: number }).id} ${handedIn}`;
    if (seen.has(key)) return;
    seen.add(key);
    if (type.isUnionOrIntersection()) for (const part of type.types) visit(part, name, handedIn);
    for (const argument of checker.getTypeArguments(type as ts.TypeReference)) visit(argument, `${name}<>`, handedIn);
    visitFunctions(checker.getSignaturesOfType(type, ts.SignatureKind.Call), name, handedIn);
    for (const property of checker.getPropertiesOfType(type)) {
      const files = (property.declarations ?? []).map((declaration) => declaration.getSourceFile());
      if (!files.some((file) => isWritten(file, program))) continue;
      const place = `${name}.${property.name}`;
      const valueType = checker.getTypeOfSymbol(property);
      if (handedIn && isExact(property, valueType) && !found.has(property)) found.set(property, place);
      visit(valueType, place, handedIn);
    }
  };

  for (const [name, symbol] of exported)
    if (symbol.flags & ts.SymbolFlags.Value) visit(checker.getTypeOfSymbol(symbol), name, false);
  return [...found.values()].sort();
}

/** Returns whether a file is one of this repository's packages that no document describes. */
function isWritten({ fileName }: ts.SourceFile, program: ts.Program): boolean {
  return (
    isOwn(fileName) && !/\/packages\/[^/]+-types\//.test(fileName) && program.getSourceFile(fileName) !== undefined
  );
}

/** Returns whether a property may be absent, but can't be `undefined`: the compiler has a type of its own for that. */
function isExact({ flags }: ts.Symbol, type: ts.Type): boolean {
  const parts = type.isUnion() ? type.types : [type];
  const isMissing = (part: ts.Type) =>
    (part as ts.Type & { debugIntrinsicName?: string }).debugIntrinsicName === "missing";
  return (flags & ts.SymbolFlags.Optional) !== 0 && parts.some(isMissing);
}
