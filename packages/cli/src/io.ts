import type { Fetch } from "comms-webhooks";

/** A stream that the command writes to. */
export interface Output {
  /** Writes text as it is. */
  readonly write: (text: string) => unknown;
  /** Whether the stream is a terminal, which gets colours and progress. Default: no. */
  readonly isTTY?: boolean | undefined;
}

/** What the command needs of its process. Node's `process` has it all; tests inject the rest. */
export interface Io {
  /** Results. */
  readonly stdout: Output;
  /** Progress and errors. */
  readonly stderr: Output;
  /** The webhooks file, with `--file -`. */
  readonly stdin: AsyncIterable<unknown> & { readonly isTTY?: boolean | undefined };
  /** The environment: credentials, `NO_COLOR`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Calls back once when the process gets a signal. */
  readonly once: (signal: "SIGINT" | "SIGTERM", callback: () => void) => unknown;
  /** Sends the requests. Default: the global `fetch`. */
  readonly fetch?: Fetch | undefined;
  /** Returns the time in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** Starts a timer and returns the function that cancels it. Default: `setTimeout`. */
  readonly setTimer?: ((callback: () => void, milliseconds: number) => () => void) | undefined;
  /** Asks a question that is answered with yes or no. Default: asks on the terminal. */
  readonly confirm?: ((question: string) => Promise<boolean>) | undefined;
}

/** Waits, or until a signal aborts. */
export function wait({ setTimer = systemTimer }: Io, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      cancel();
      resolve();
    };
    const cancel = setTimer(end, milliseconds);
    signal.addEventListener("abort", end, { once: true });
  });
}

/** Starts a timer of the system, and returns the function that cancels it. */
export function systemTimer(callback: () => void, milliseconds: number): () => void {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}

/** Reads standard input to its end. */
export async function readInput({ stdin }: Pick<Io, "stdin">): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of stdin) {
    text += typeof chunk === "string" ? chunk : decoder.decode(chunk as Uint8Array, { stream: true });
  }
  return text;
}

/** Returns a signal that aborts when the process is told to end. */
export function endSignal(io: Io): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) io.once(name, () => controller.abort());
  return controller.signal;
}
