import { writeFileSync } from "node:fs";
import { Command, Option } from "commander";
import { apis, openAccount } from "../apis.js";
import { type AccountSources, type ApiName, accountOf, missing } from "../changes/given-account.js";
import { type Context, clientExtras, environment } from "../context.js";
import { CliError } from "../errors.js";
import type { LoadedAccount } from "../file/loaded-file.js";
import { type WritableAccount, writeFile } from "../file/write-file.js";
import type { Io } from "../io.js";
import { commandLine } from "../output/command-line.js";
import { count } from "../output/text.js";

interface Options extends AccountSources {
  readonly file: string;
  readonly account: string;
  readonly force?: true;
  readonly envStdin?: true;
}

const names = Object.keys(apis) as ApiName[];

/** Creates the command `import`. */
export function importCommand(context: Context): Command {
  const { terminal } = context;
  const variables = names.map(
    (name) =>
      `  ${name.padEnd(5)}  ${Object.entries(apis[name].variables)
        .map(([field, variable]) => `${field} ${variable}`)
        .join(", ")}`,
  );
  return new Command("import")
    .argument("[api]", `${names.join(" or ")} (default: each whose variables are set)`)
    .option("-f, --file <path>", "the file to write; - for standard output", "webhooks.yaml")
    .option("--account <name>", "what the file calls the account", "default")
    .addOption(repeated("--env <field=NAME>", "read a field of the account from another environment variable"))
    .addOption(repeated("--set <field=value>", "a field of the account that isn't secret, such as region=europe"))
    .option("--env-stdin", "read NAME=value lines from standard input, in addition to the environment")
    .option("--force", "overwrite the file")
    .summary("write the file from the webhooks that exist")
    .description("Writes the file from the webhooks that exist. Secrets become references to environment variables.")
    .addHelpText(
      "after",
      `
The account comes from these environment variables:
${variables.join("\n")}

Webhooks that belong to a Webex organization aren't imported.

Examples:
  $ WEBEX_TOKEN=… comms-webhooks import webex
  $ comms-webhooks import 8x8 --set region=europe --env apiKey=CONNECT_KEY
  $ comms-webhooks import --file -`,
    )
    .action(async (api: string | undefined, options: Options) => {
      if (api !== undefined && !(api in apis)) throw new CliError(`The API must be ${names.join(" or ")}.`);
      const env = await environment(context, options.envStdin);
      const accounts = await readAccounts(context, api as ApiName | undefined, options, env);
      const { text, variables, notes } = writeFile(accounts);
      for (const note of notes) terminal.note(`Warning: not imported: ${note}`);
      if (options.file === "-") return terminal.print(text.trimEnd());
      write(options, text);
      const number = accounts.reduce((sum, { webhooks }) => sum + webhooks.length, 0);
      terminal.print(`Wrote ${options.file}: ${count(number, "webhook")}.`);
      if (variables.length > 0)
        terminal.print(`Set these variables to the secrets of the webhooks: ${variables.join(", ")}`);
      terminal.print(`To see what would change: ${commandLine("plan", { file: options.file })}`);
    });
}

function repeated(flags: string, description: string): Option {
  const add = (value: string, values: readonly string[]) => [...values, value];
  return new Option(flags, `${description}; may be repeated`).argParser(add).default([], "none");
}

function write({ file, force }: Options, text: string): void {
  try {
    writeFileSync(file, text, { flag: force ? "w" : "wx" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CliError(
      code === "EEXIST"
        ? `${file} exists. To overwrite it, add --force; to write another file: --file other.yaml`
        : `${file} can't be written (${code}).`,
    );
  }
}

/** Lists the webhooks of an API's account, or of each API whose account the environment has. */
async function readAccounts(
  context: Context,
  api: ApiName | undefined,
  options: Options,
  env: Io["env"],
): Promise<WritableAccount[]> {
  const given = names.filter((name) => api === name || (api === undefined && missing(name, options, env).length === 0));
  if (given.length === 0) {
    const needed = names.map((name) => `${missing(name, options, env).join(" and ")} for ${name}`);
    throw new CliError(`There is no account to import from. Set ${needed.join(", or ")}.`);
  }
  const accounts = [];
  for (const name of given) {
    const lacking = missing(name, options, env);
    if (lacking.length > 0) {
      throw new CliError(`${lacking.join(" and ")} must be set. To use other variables: --env field=NAME`);
    }
    const { fields, client, secrets } = accountOf(name, options, env, api !== undefined);
    context.terminal.hide(secrets);
    const account = { api: name, name: options.account, client, webhooks: [], position: { line: 1, column: 1 } };
    const { list, title } = openAccount(account as unknown as LoadedAccount, clientExtras(context));
    const webhooks = await context.terminal.during(`Listing the webhooks of ${title}`, list);
    accounts.push({ api: name, name: options.account, fields, webhooks });
  }
  return accounts;
}
