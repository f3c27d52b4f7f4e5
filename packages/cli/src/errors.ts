/** A mistake that the user can correct. Its message is shown as it is. */
export class CliError extends Error {
  override readonly name = "CliError" as const;
}

/** Returns what is shown for an error: its message, never its stack. */
export function errorText(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(errorText).join("\n");
  return error instanceof Error ? error.message : String(error);
}
