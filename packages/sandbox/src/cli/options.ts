import { type ParseArgsConfig, parseArgs } from "node:util";
import { suggestion } from "@comms-webhooks/validation";
import type { CommandFlag } from "../api/definition.js";
import { longestTimer } from "../clock/sources.js";
import { isHostName, isOrigin } from "../http/access.js";
import { isLoopback } from "../http/hosts.js";
import type { ListenOptions, SandboxOptions } from "../sandbox.js";

/** What the command was asked to do. */
export interface CliOptions {
  readonly help: boolean;
  readonly version: boolean;
  /** Whether to list deliveries and their examples. */
  readonly list: boolean;
  /** Whether to print only what goes wrong. */
  readonly quiet: boolean;
  /** Where to listen, and for whom. */
  readonly listen: ListenOptions;
  /** The options of the sandbox. */
  readonly sandbox: SandboxOptions;
}

/** Thrown for wrong arguments. Its message is one line. */
export class UsageError extends Error {
  override readonly name = "UsageError" as const;
}

const options = {
  port: { type: "string", default: "8787" },
  host: { type: "string", default: "127.0.0.1" },
  "allow-remote": { type: "boolean", default: false },
  "allow-host": { type: "string", multiple: true },
  "allow-origin": { type: "string", multiple: true },
  list: { type: "boolean", default: false },
  quiet: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  version: { type: "boolean", default: false },
} as const satisfies ParseArgsConfig["options"];

/** Reads the command's arguments. `flags` are those of the APIs. Throws a `UsageError`. */
export function readOptions(args: readonly string[], flags: readonly CommandFlag[]): CliOptions {
  const values = parse(args, flags);
  const { help, version, list, quiet, host, port, "allow-remote": allowRemote, ...others } = values;
  if (!isLoopback(host)) {
    throw new UsageError(`--host must be a loopback address, such as 127.0.0.1, ::1 or localhost; got "${host}"`);
  }
  const ofApis = flags.map(({ flag, option, type }) => {
    const given = (others as { readonly [flag: string]: string | string[] | undefined })[flag];
    return [option, type === "milliseconds" && typeof given === "string" ? millisecondsOf(flag, given) : given];
  });
  const listen = {
    host,
    port: portOf(port),
    allowedHosts: listOf("allow-host", values, isHostName, "a host name or address, without scheme or port"),
    allowedOrigins: listOf("allow-origin", values, isOrigin, "an origin, such as http://localhost:5173"),
  };
  return { help, version, list, quiet, listen, sandbox: { allowRemote, ...Object.fromEntries(ofApis) } };
}

function parse(args: readonly string[], flags: readonly CommandFlag[]) {
  const ofApis = Object.fromEntries(
    flags.map(({ flag, type }) => [flag, { type: "string", multiple: type === "strings" }] as const),
  );
  try {
    return parseArgs({ args: [...args], options: { ...ofApis, ...options } }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // After the first sentence the message advises on positional arguments, which the command doesn't have.
    // An argument that has no flag is not repeated: it may be a secret.
    const message = (error.message.split(/\.\s/)[0] ?? "").replace(/^(Unexpected argument) .*/s, "$1");
    const unknown = /^Unknown option '(--[\w-]*)/.exec(message)?.[1];
    const known = [...Object.keys(options), ...flags.map(({ flag }) => flag)].map((flag) => `--${flag}`);
    throw new UsageError(message + (unknown === undefined ? "" : suggestion(unknown, known)), { cause: error });
  }
}

function listOf<Flag extends string>(
  flag: Flag,
  { [flag]: list = [] }: { readonly [Name in Flag]?: readonly string[] },
  isValid: (value: string) => boolean,
  expected: string,
): readonly string[] {
  const wrong = list.find((value) => !isValid(value));
  if (wrong === undefined) return list;
  throw new UsageError(`--${flag} must be ${expected}; got "${wrong}"`);
}

function millisecondsOf(flag: string, text: string): number {
  if (/^\d+$/.test(text) && Number(text) <= longestTimer) return Number(text);
  throw new UsageError(`--${flag} must be milliseconds from 0 to ${longestTimer}; got "${text}"`);
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new UsageError(`--port must be a number from 0 to 65535; got "${text}"`);
}
