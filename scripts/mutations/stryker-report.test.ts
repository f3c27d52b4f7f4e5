import { expect, test } from "vitest";
import { countMutants, formatCounts, type StrykerReport } from "./stryker-report.ts";

const source = "const a = 1;\nreturn a > 0 && b;\n";
const location = { start: { line: 2, column: 8 }, end: { line: 2, column: 13 } };

function report(...mutants: { status: string; static?: boolean; replacement?: string }[]): StrykerReport {
  return { files: { "src/a.ts": { source, mutants: mutants.map((one) => ({ mutatorName: "x", location, ...one })) } } };
}

test("mutants that were killed or ran into their limit count, static ones and errors do not", () => {
  const counts = countMutants(
    report(
      { status: "Killed" },
      { status: "Timeout" },
      { status: "Survived", static: true },
      { status: "RuntimeError" },
    ),
    [],
  );
  expect(counts).toMatchObject({ total: 2, killed: 2, ignored: 2, survivors: [], score: 100 });
});

test("a survivor is named with its line, code and replacement, and one without any test too", () => {
  const counts = countMutants(report({ status: "Survived", replacement: "true" }, { status: "NoCoverage" }), []);
  expect(counts.survivors).toEqual(["src/a.ts:2  Survived  a > 0 -> true", "src/a.ts:2  NoCoverage  a > 0 -> "]);
  expect(formatCounts("area", counts)).toMatch(/^area: 0\.0 % of 2 mutants: 0 killed, 0 explained, 2 survived/);
});

test("an explanation covers its file, code and replacement only", () => {
  const survivor = report({ status: "Survived", replacement: "true" });
  const row = { file: "src/a.ts", code: "a > 0", by: "true", reason: "equal" };
  expect(countMutants(survivor, [row])).toMatchObject({ explained: 1, survivors: [], score: 100 });
  for (const other of [
    { ...row, by: "false" },
    { ...row, code: "b" },
    { ...row, file: "src/b.ts" },
  ])
    expect(countMutants(survivor, [other])).toMatchObject({ explained: 0, score: 0 });
});
