import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it } from "vitest";

const root = new URL("../", import.meta.url);
const { exports } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
const entries = Object.values<{ readonly types?: string }>(exports).flatMap(({ types }) => types ?? []);

it("the built declarations compile with the types of Node alone, without those of browsers", () => {
  const files = entries
    .filter((entry) => !entry.includes("bullmq"))
    .map((entry) => fileURLToPath(new URL(entry, root)));
  expect(files.length).toBeGreaterThan(5);
  const program = ts.createProgram(files, {
    ...{ strict: true, noEmit: true, skipLibCheck: false, exactOptionalPropertyTypes: true, types: ["node"] },
    ...{ module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, lib: ["lib.es2023.d.ts"] },
  });
  const own = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(fileURLToPath(root)));
  const messages = own.flatMap((file) => program.getSemanticDiagnostics(file)).map(({ messageText }) => messageText);
  expect(messages.map((text) => ts.flattenDiagnosticMessageText(text, "\n"))).toEqual([]);
});
