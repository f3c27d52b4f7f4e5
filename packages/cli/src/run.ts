import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { applyCommand } from "./commands/apply.js";
import { addCompletion } from "./commands/completion.js";
import { importCommand } from "./commands/import.js";
import { listenCommand } from "./commands/listen.js";
import { planCommand } from "./commands/plan.js";
import { reactivateCommand } from "./commands/reactivate.js";
import { sandboxCommand } from "./commands/sandbox.js";
import { simulateCommand } from "./commands/simulate.js";
import { statusCommand } from "./commands/status.js";
import type { Context } from "./context.js";
import { errorLines } from "./errors.js";
import type { Io } from "./io.js";
import { createTerminal } from "./output/terminal.js";

/** The commands, in the order of the help. */
const commands = [
  planCommand,
  applyCommand,
  importCommand,
  statusCommand,
  reactivateCommand,
  listenCommand,
  simulateCommand,
  sandboxCommand,
];

/**
 * Runs the command with its arguments, without `node` and the script. Returns its exit code.
 *
 * @example
 * ```ts
 * import { runCli } from "@comms-webhooks/cli";
 *
 * process.exitCode = await runCli(["--version"], process);
 * ```
 */
export async function runCli(args: readonly string[], io: Io): Promise<number> {
  const terminal = createTerminal(io);
  let code = 0;
  const context: Context = {
    io,
    terminal,
    exit: (given) => {
      code = given;
    },
  };
  const program = createProgram(context);
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      if (error.code !== "commander.help") terminal.note(usageText(error));
      return 1;
    }
    terminal.note(errorLines(error));
    return 1;
  }
}

function createProgram(context: Context): Command {
  const { terminal } = context;
  const output = {
    writeOut: (text: string) => terminal.print(text.trimEnd()),
    writeErr: (text: string) => terminal.note(text.trimEnd()),
    outputError: () => undefined, // Its text repeats arguments, which may be secrets.
    getOutHasColors: () => false,
  };
  const program = new Command("comms-webhooks")
    .description("Webhooks of Cisco Webex and 8x8 Connect as code. Unofficial.")
    .version(packageVersion(), "--version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print the help of a command")
    .addHelpText(
      "after",
      `
Secrets come from environment variables, which the file refers to, or from
standard input (--env-stdin).

Examples:
  $ comms-webhooks plan
  $ comms-webhooks apply
  $ comms-webhooks status --watch`,
    );
  for (const create of commands) program.addCommand(create(context));
  addCompletion(program);
  for (const command of [program, ...program.commands]) {
    command.configureOutput(output).exitOverride().allowExcessArguments(false);
    // The sandbox prints its own help.
    if (command.name() !== "sandbox") command.helpOption("-h, --help", "print help");
  }
  return program;
}

/** Returns what is wrong with the arguments. It repeats no value, which may be a secret. */
function usageText({ code, message }: CommanderError): string {
  const suggestion = /\(Did you mean (.+)\?\)/.exec(message)?.[1];
  const option = /'(?:-\w, )?(--?[a-z][a-z-]*)[^']*'/.exec(message)?.[1];
  const texts: { readonly [Code in string]?: string } = {
    "commander.unknownCommand": "There is no such command.",
    "commander.unknownOption": `There is no such option${option ? `: ${option}` : ""}.`,
    "commander.excessArguments": "There are too many arguments.",
    "commander.missingArgument": `${/'(\w+)'/.exec(message)?.[1]?.toUpperCase() ?? "An argument"} is missing.`,
    "commander.optionMissingArgument": `${option} needs a value.`,
    "commander.invalidArgument": `The value of ${option ?? /'(\w+)'\. Allowed/.exec(message)?.[1]?.toUpperCase() ?? "an argument"} isn't valid. ${/Allowed choices are (.*)$/m.exec(message)?.[0] ?? ""}`,
  };
  return `Error: ${(texts[code] ?? "The arguments aren't valid.").trim()}${suggestion ? ` Did you mean ${suggestion}?` : ""} See --help.`;
}

function packageVersion(): string {
  const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
