/** Says why a sandbox can't listen where it was told to. */
export class SandboxListenError extends Error {
  override readonly name = "SandboxListenError" as const;
  /** The host that was asked for. */
  readonly host: string;
  /** The port that was asked for. */
  readonly port: number;
  /** The system's code, such as `EADDRINUSE`. */
  readonly code: string | undefined;

  constructor(host: string, port: number, cause: NodeJS.ErrnoException) {
    super(`The sandbox can't listen on ${host}, port ${port}: ${reason(cause)}`, { cause });
    this.host = host;
    this.port = port;
    this.code = cause.code;
  }
}

/** Tells whether an error is a `SandboxListenError`. */
export function isSandboxListenError(error: unknown): error is SandboxListenError {
  return error instanceof Error && error.name === "SandboxListenError";
}

function reason({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case "EADDRINUSE":
      return "the port is taken. Choose another, or 0 for any free one.";
    case "EACCES":
      return "the system does not allow this port. Choose one from 1024 up, or 0 for any free one.";
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return "this machine has no such address.";
    default:
      return message;
  }
}
