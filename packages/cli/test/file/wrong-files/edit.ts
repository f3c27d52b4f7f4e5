import { goodFile } from "../good-file.js";

/** A wrong file. A ▶ is before the place that its error names; the message and the remedy contain these words. */
export type WrongFile = readonly [title: string, text: string, message: string, remedy: string];

/** Replaces a part of the good file, which must have it once. */
export function edit(part: string, replacement: string): string {
  const parts = goodFile.split(part);
  if (parts.length !== 2) throw new Error(`the good file has ${parts.length - 1} times ${part}`);
  return parts.join(replacement);
}
