import picocolors from "picocolors";

/** What the command needs of its process. */
export interface CliProcess {
  readonly stdout: { readonly write: (text: string) => unknown; readonly isTTY?: boolean | undefined };
  readonly stderr: { readonly write: (text: string) => unknown };
  /** The environment variables. Default: none. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Calls back once when the process gets a signal. */
  readonly once: (signal: "SIGINT" | "SIGTERM", callback: () => void) => unknown;
}

/** Functions that colour a text, or leave it alone. */
export type Colors = ReturnType<typeof picocolors.createColors>;

/** Where the command writes, and how. */
export interface Terminal extends Pick<CliProcess, "stdout"> {
  readonly colors: Colors;
}

/** Returns a process's output, in colours where it is a terminal and `NO_COLOR` isn't set. */
export function terminalOf({ stdout, env = {} }: CliProcess): Terminal {
  const isColored = stdout.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  return { stdout, colors: picocolors.createColors(isColored) };
}
