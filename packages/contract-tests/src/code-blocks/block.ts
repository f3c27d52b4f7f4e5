import type { Marks } from "./marks.ts";

/** A line of a text, and where its first character is in the file that has it. */
export interface Line {
  readonly text: string;
  /** Counted from 1. */
  readonly number: number;
  /** How many characters of the file's line come before the text. */
  readonly column: number;
}

/** A block of code that a reader sees. */
export interface Block extends Marks {
  /** The path of the file, from the root of the repository. */
  readonly page: string;
  /** The number of the line that opens the block. */
  readonly line: number;
  readonly lines: readonly Line[];
  /** What the reader has, and the page doesn't show. */
  readonly setup: readonly Line[];
}

/** A mistake of a page, and where it is. */
export interface Problem {
  readonly page: string;
  readonly line: number;
  readonly message: string;
}

/** What a page shows: Markdown, the docstrings of a module, or the samples of a document. */
export interface Page {
  readonly path: string;
  /** Whether a block without an import continues the one before it. */
  readonly continues: boolean;
  readonly blocks: readonly Block[];
  readonly problems: readonly Problem[];
}

/** Returns the text of lines. */
export function textOf(lines: readonly Line[]): string {
  return lines.map(({ text }) => `${text}\n`).join("");
}

/** Returns the lines of a file. */
export function linesOf(text: string): Line[] {
  return text.split("\n").map((line, index) => ({ text: line, number: index + 1, column: 0 }));
}
