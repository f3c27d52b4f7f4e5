import type { Command } from "commander";
import type { ClientExtras, OpenAccount } from "./accounts.js";
import { openAccount } from "./apis.js";
import { CliError } from "./errors.js";
import { loadFile } from "./file/load-file.js";
import { type Io, readInput } from "./io.js";
import type { Terminal } from "./output/terminal.js";
import { printable } from "./output/text.js";

/** What the commands share. */
export interface Context {
  readonly io: Io;
  readonly terminal: Terminal;
  /** Sets the exit code of the process. Default: 0. */
  readonly exit: (code: number) => void;
}

/** The options of the commands that read the file. */
export interface FileOptions {
  readonly file: string;
  readonly account?: string | undefined;
  readonly envStdin?: true | undefined;
  readonly json?: true | undefined;
}

/** Adds the options of the commands that read the file. */
export function withFileOptions(command: Command): Command {
  return command
    .option("-f, --file <path>", "the file that describes the webhooks", "webhooks.yaml")
    .option("--account <name>", "only this account of the file, such as default or webex/default")
    .option("--env-stdin", "read NAME=value lines from standard input, in addition to the environment")
    .option("--json", "print JSON");
}

/** Reads the file and opens its accounts. */
export async function openAccounts(context: Context, options: FileOptions): Promise<OpenAccount[]> {
  const { terminal } = context;
  const env = await environment(context, options.envStdin);
  const file = loadFile(options.file, env);
  terminal.hide(file.secrets);
  const { account: wanted } = options;
  const accounts = file.accounts.filter(
    ({ api, name }) => wanted === undefined || wanted === name || wanted === `${api}/${name}`,
  );
  if (accounts.length === 0) {
    const names = file.accounts.map(({ api, name }) => `${api}/${name}`).join(", ");
    throw new CliError(
      wanted === undefined
        ? `${options.file} has no accounts. Add one, or create the file from what exists: comms-webhooks import --help`
        : `${options.file} has no account of the name given with --account. It has ${names || "none"}.`,
    );
  }
  const extras = clientExtras(context);
  return accounts.map((account) => openAccount(account, extras));
}

/** Returns what clients get of the process. */
export function clientExtras({ io: { fetch, now, setTimer }, terminal }: Context): ClientExtras {
  return {
    ...(fetch && { fetch }),
    ...(now && { now }),
    ...(setTimer && { setTimer }),
    onInvalidItem: ({ key }) =>
      terminal.note(`Warning: a stored webhook can't be read and is left alone: ${printable(JSON.stringify(key))}`),
  };
}

/** Returns the environment, with the variables of standard input where these are asked for. */
export async function environment({ io, terminal }: Context, fromStdin: true | undefined): Promise<Io["env"]> {
  return fromStdin ? { ...io.env, ...(await readEnvironment(io, terminal)) } : io.env;
}

/** Reads environment variables from standard input, one a line. Their values are secrets. */
async function readEnvironment(io: Io, terminal: Terminal): Promise<Record<string, string>> {
  const text = await readInput(io);
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const variables = lines.map((line, index) => {
    const [, name = "", value = ""] = /^(?:export )?(\w+)=(.*)$/.exec(line) ?? [];
    if (name === "") throw new CliError(`Line ${index + 1} of standard input isn't NAME=value.`);
    return [name, /^(["'])(.*)\1$/.exec(value)?.[2] ?? value] as const;
  });
  terminal.hide(variables.map(([, value]) => value).filter((value) => value.length >= 4));
  return Object.fromEntries(variables);
}
