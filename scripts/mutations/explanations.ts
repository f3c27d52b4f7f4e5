import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import type { Result } from "./run-edits.ts";

/** Why edits of a form may survive. */
export interface Explanation {
  /** The beginning of the lines of the edits, with `*` for anything. */
  readonly edit: string;
  readonly reason: string;
}

/** Reads the committed table of explained survivors. */
export async function readExplanations(): Promise<Explanation[]> {
  const text = await readFile(new URL("explanations.yaml", import.meta.url), "utf8");
  return (parse(text) as Explanation[] | null) ?? [];
}

/** Returns why an edit may survive, if the table has it. */
export function reasonFor(explanations: readonly Explanation[], { edit }: Pick<Result, "edit">): string | undefined {
  const words = edit.replace(/ +/g, " ");
  return explanations.find((row) => pattern(row.edit).test(words))?.reason;
}

function pattern(text: string): RegExp {
  return new RegExp(
    `^${text
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}`,
  );
}
