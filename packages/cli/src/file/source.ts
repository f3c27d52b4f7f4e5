import { LineCounter } from "yaml";
import type { Position } from "./loaded-file.js";

/** A part of a file, by the offsets of its start and its end. */
export type Range = readonly [start: number, end: number];

/** The text of a file, without a byte order mark. */
export class Source {
  readonly path: string;
  readonly text: string;
  readonly lineCounter: LineCounter = new LineCounter();

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text.replace(/^\ufeff/, "");
  }

  /** Returns where an offset is. */
  position(offset: number): Position {
    const { line, col } = this.lineCounter.linePos(Math.min(offset, this.text.length));
    const before = this.line(line || 1).slice(0, Math.max(col - 1, 0));
    return { line: line || 1, column: [...before].length + 1 };
  }

  /** Returns a line without its break. */
  line(number: number): string {
    const start = this.start(number);
    const end = this.lineCounter.lineStarts[number] ?? this.text.length;
    return this.text.slice(start, end).replace(/\r?\n$/, "");
  }

  /** Returns the offset of a line. */
  start(number: number): number {
    return this.lineCounter.lineStarts[number - 1] ?? 0;
  }
}
