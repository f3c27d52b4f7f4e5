import { type Block, type Problem, textOf } from "./block.ts";

/**
 * Compares what a block prints with what its page shows. There `…` stands for anything, on a line of its own for any lines,
 * and a time of day for any other.
 */
export function outputProblem(shown: Block, printed: string): Problem | undefined {
  const { page, lines, isPart } = shown;
  const expected = lines.map(({ text }) => text.trimEnd());
  while (expected.at(-1) === "") expected.pop();
  const actual = printed.replace(/[ \t]+$/gm, "").trim();
  const matches = (count: number) => pattern(expected.slice(0, count), isPart, count === expected.length).test(actual);
  if (matches(expected.length)) return undefined;
  const wrong = expected.findIndex((_, index) => !matches(index + 1));
  const message = `the output differs. The page shows\n${indented(textOf(lines))}\nprinted was\n${indented(actual)}`;
  return { page, line: lines[wrong]?.number ?? shown.line, message };
}

/** Returns the pattern of all lines that are shown, or of the first ones. */
function pattern(expected: readonly string[], isPart: boolean, isAll: boolean): RegExp {
  const lines = expected.map((line) => (line.trim() === "…" ? "(?:.*\\n)*?.*" : patternOf(line)));
  if (isPart) return new RegExp(lines.map((line) => `^${line}$`).join("[^]*?"), "m");
  return new RegExp(`^${lines.join("\\n")}${isAll ? "$" : "(?:\\n|$)"}`);
}

function patternOf(line: string): string {
  return line
    .replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")
    .replaceAll("…", ".*?")
    .replace(/\b\d\d:\d\d:\d\d\b/g, "\\d\\d:\\d\\d:\\d\\d");
}

function indented(text: string): string {
  return text.trimEnd().replace(/^/gm, "    ");
}
