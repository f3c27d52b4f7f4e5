import type { Range, Source } from "./source.js";

/** One thing that is wrong in a file. */
export interface Problem {
  /** What is wrong and what was expected. It contains no secret and no value of an environment variable. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
  /** The part of the file that is wrong; absent where the file couldn't be read. */
  readonly range?: Range | undefined;
  /** The account and the webhook, or the keys that lead there. */
  readonly place?: string | undefined;
}

/** A problem as an error shows it. */
export interface LocatedProblem {
  readonly message: string;
  readonly remedy: string;
  readonly place: string | undefined;
  /** The line and the column in characters, from 1; absent where the file couldn't be read. */
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** The maximum number of problems that an error shows. */
const maxShown = 20;

/** A file that can't be used. Its message names each problem with its line, the text there and the remedy. */
export class FileError extends Error {
  override readonly name = "FileError" as const;
  readonly path: string;
  /** The problems in the order of the file. */
  readonly problems: readonly LocatedProblem[];

  constructor(source: Source, problems: readonly Problem[], mask: (line: string, number: number) => string) {
    const sorted = [...problems].sort((one, other) => (one.range?.[0] ?? 0) - (other.range?.[0] ?? 0));
    const rest = sorted.length - maxShown;
    const texts = sorted.slice(0, maxShown).map((problem) => format(source, problem, mask));
    super([...texts, ...(rest > 0 ? [`${source.path}: and ${rest} more problems`] : [])].join("\n\n"));
    this.path = source.path;
    this.problems = sorted.map(({ message, remedy, place, range }) => {
      const { line, column } = range ? source.position(range[0]) : { line: undefined, column: undefined };
      return { message, remedy, place, line, column };
    });
  }
}

/** The number of characters of a line that are shown, and how many of them are before the wrong part. */
const [maxWidth, maxBefore] = [100, 60];

function format(source: Source, problem: Problem, mask: (line: string, number: number) => string): string {
  const { message, remedy, place, range } = problem;
  const end = [...(place ? [`in ${place}`] : []), `help: ${remedy}`];
  if (!range) return [`${source.path}: ${message}`, ...end.map((line) => `  ${line}`)].join("\n");
  const { line, column } = source.position(range[0]);
  // Masks have the length of what they hide, so that columns stay.
  const all = [...mask(source.line(line), line)].map((character) =>
    /\p{C}|\p{Z}/u.test(character) ? blank(character) : character,
  );
  const from = column - 1 > maxBefore ? column - 1 - maxBefore : 0;
  const shown = all.slice(from, from + maxWidth);
  const width = [...source.text.slice(range[0], range[1]).split("\n", 1).join()].length;
  const carets = "^".repeat(Math.max(1, Math.min(width, all.length - column + 1, maxWidth - (column - 1 - from))));
  const gutter = " ".repeat(String(line).length);
  return [
    `${source.path}:${line}:${column}: ${message}`,
    `  ${line} | ${from > 0 ? "…" : ""}${shown.join("")}${from + maxWidth < all.length ? "…" : ""}`,
    `  ${gutter} | ${" ".repeat(column - 1 - from + (from > 0 ? 1 : 0))}${carets}`,
    ...end.map((text) => `  ${gutter} = ${text}`),
  ].join("\n");
}

/** Tabs and other spaces become a space; what a terminal could act upon becomes visible. */
function blank(character: string): string {
  return /\p{Z}|\t/u.test(character) ? " " : "\ufffd";
}
