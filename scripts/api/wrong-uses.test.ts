import ts from "typescript";
import { describe, expect, test } from "vitest";
import { compilerErrors } from "../testing/compile.ts";
import { entryPoints, type PublicApi, readPublicApi, resolve } from "./public-api.ts";
import { wrongUses } from "./wrong-uses.ts";

/** Only generated code calls the functions of this package. */
const entries = entryPoints().filter(({ packageName }) => packageName !== "@comms-webhooks/validation");

function functionsOf(symbols: ReadonlyMap<string, ts.Symbol>, { checker }: PublicApi): string[] {
  return [...symbols].flatMap(([name, symbol]) => {
    if (symbol.flags & ts.SymbolFlags.Function) return [name];
    if (!(symbol.flags & ts.SymbolFlags.ValueModule)) return [];
    return checker.getExportsOfModule(symbol).map((member) => `${name}.${resolve(checker, member).name}`);
  });
}

const uses = Object.entries(wrongUses).flatMap(([module, functions], index) =>
  Object.entries(functions).map(([name, [code, message]]) => {
    const [imported = ""] = name.split(".");
    const lines = [`import { ${imported} } from "${module}";`, "declare const error: unknown;", `${name}${code};`];
    return {
      module,
      name,
      message,
      file: `wrong/${index}-${name}.ts`,
      text: [...lines, "export { error };"].join("\n"),
    };
  }),
);
const errors = compilerErrors(Object.fromEntries(uses.map(({ file, text }) => [file, text])), { types: ["node"] });

describe("a wrong use", () => {
  test("is there for each function that users call", () => {
    const api = readPublicApi(entries);
    for (const entry of entries) {
      const functions = functionsOf(api.exportsOf(entry), api);
      expect(Object.keys(wrongUses[entry.name] ?? {}).sort(), entry.name).toEqual(functions.sort());
    }
  });

  test.each(uses)("of $name ($module) is the error that it should be", ({ file, message }) => {
    const [first = "", ...others] = errors.filter((error) => error.startsWith(`${file}:`));
    expect(first).toMatch(`${file}:3 `);
    expect(first).toMatch(message);
    expect(others).toEqual([]);
  });
});
