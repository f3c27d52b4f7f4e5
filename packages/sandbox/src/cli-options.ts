import { type ParseArgsConfig, parseArgs } from "node:util";
import { isLoopback } from "./loopback.js";

/** What the command was asked to do. */
export interface CliOptions {
  readonly help: boolean;
  readonly version: boolean;
  readonly host: string;
  readonly port: number;
  /** Undefined when every sub-account shall exist. */
  readonly subAccounts: readonly string[] | undefined;
  /** Whether deliveries may go to other machines. */
  readonly allowRemote: boolean;
}

/** Says in one line what is wrong with the command's arguments. */
export class UsageError extends Error {
  override readonly name = "UsageError" as const;
}

const options = {
  port: { type: "string", default: "8787" },
  host: { type: "string", default: "127.0.0.1" },
  "sub-account": { type: "string", multiple: true },
  "allow-remote": { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  version: { type: "boolean", default: false },
} as const satisfies ParseArgsConfig["options"];

/** Reads the command's arguments; throws a `UsageError`. */
export function readOptions(args: readonly string[]): CliOptions {
  const { help, version, host, port, "sub-account": subAccounts, "allow-remote": allowRemote } = parse(args);
  if (!isLoopback(host)) {
    throw new UsageError(`--host must be a loopback address, such as 127.0.0.1, ::1 or localhost; got "${host}"`);
  }
  return { help, version, host, port: portOf(port), subAccounts, allowRemote };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // What follows the first sentence is advice on positional arguments, which the command does not have.
    throw new UsageError(error.message.split(/\.\s/)[0], { cause: error });
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new UsageError(`--port must be a number from 0 to 65535; got "${text}"`);
}
