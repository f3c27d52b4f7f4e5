import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

test("fetch of the platform, undici, node-fetch, ky and the sandbox have the type of the option", () => {
  const file = fileURLToPath(new URL("types.ts", import.meta.url));
  const program = ts.createProgram([file], {
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts"],
    types: ["node"],
  });
  const messages = ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  expect(messages).toEqual([]);
});
