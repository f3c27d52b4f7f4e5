import { describe, expect, it } from "vitest";
import { parseFile } from "../../src/file/load-file.js";
import { FileError } from "../../src/file/problem.js";
import { environment, goodFile } from "./good-file.js";
import { wrongFiles } from "./wrong-files.js";

/** Returns the error of a file. */
function errorOf(text: string): FileError {
  try {
    parseFile("webhooks.yaml", text, environment);
  } catch (error) {
    if (error instanceof FileError) return error;
    throw error;
  }
  throw new Error("the file has no error");
}

/** Returns the line and the column of the mark. */
function markedPosition(text: string): { line: number; column: number } {
  const lines = text.slice(0, text.indexOf("▶")).split("\n");
  return { line: lines.length, column: [...(lines.at(-1) ?? "")].length + 1 };
}

describe("a file", () => {
  it("without a mistake has no error", () => {
    expect(parseFile("webhooks.yaml", goodFile, environment).accounts).toHaveLength(3);
  });

  it("is tried with more than 150 mistakes", () => {
    expect(new Set(wrongFiles.map(([, text]) => text)).size).toBeGreaterThanOrEqual(150);
  });

  it.each(wrongFiles)("that %s has one error, at its place, with a remedy", (_title, text, message, remedy) => {
    const error = errorOf(text.replaceAll("▶", ""));
    const [problem] = error.problems;
    expect.soft(error.problems.length, error.message).toBe(1);
    expect.soft(problem?.message).toContain(message);
    expect.soft(problem?.remedy).toContain(remedy);
    expect.soft(problem?.remedy).not.toBe("");
    if (text.includes("▶")) expect.soft(problem, error.message).toMatchObject(markedPosition(text));
    const { line, column } = problem ?? {};
    expect.soft(error.message.startsWith(`webhooks.yaml:${line}:${column}: `)).toBe(true);
    expect.soft(error.message).toMatch(/\n.*\| .*\n.*\| .*\^/);
    expect.soft(error.message).not.toContain("hunter");
    for (const value of Object.values(environment)) if (value) expect.soft(error.message).not.toContain(value);
  });
});
