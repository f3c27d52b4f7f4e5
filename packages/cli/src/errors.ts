import { FileError } from "./file/problem.js";

/** A mistake that the user can correct. Its message is shown as it is. */
export class CliError extends Error {
  override readonly name = "CliError" as const;
}

/** Returns the lines for an error that ends a command. Those of a file begin with its name and the line. */
export function errorLines(error: unknown): string {
  return error instanceof FileError ? error.message : `Error: ${errorText(error)}`;
}

/** Returns what is shown for an error: its message, never its stack. */
export function errorText(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(errorText).join("\n");
  return error instanceof Error ? error.message : String(error);
}
