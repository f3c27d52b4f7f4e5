/**
 * The command `comms-webhooks-sandbox` as a function.
 *
 * @module
 */

import { readFileSync } from "node:fs";
import type { AnyApiDefinition, CommandFlag } from "../api/definition.js";
import { apis } from "../apis.js";
import { createSandbox } from "../create-sandbox.js";
import { isSandboxListenError } from "../http/server.js";
import { greeting } from "./greeting.js";
import { createLog } from "./log.js";
import { readOptions, UsageError } from "./options.js";
import { type CliProcess, terminalOf } from "./terminal.js";

const definitions: [name: string, AnyApiDefinition][] = Object.entries<AnyApiDefinition>({ ...apis });
const titles = new Intl.ListFormat("en").format(definitions.map(([, { title }]) => title));
const flags: readonly CommandFlag<any>[] = definitions.flatMap(([, definition]) => definition.flags);

/**
 * Runs the command until a signal stops it. Returns its exit code: 0, 1 if it can't listen, 2 for wrong arguments.
 *
 * @param command What the help calls it. Default: `comms-webhooks-sandbox`.
 * @example
 * ```ts
 * import { runCli } from "@comms-webhooks/sandbox/cli";
 *
 * process.exitCode = await runCli(["--version"], process);
 * ```
 */
export async function runCli(
  args: readonly string[],
  process: CliProcess,
  command: string = "comms-webhooks-sandbox",
): Promise<number> {
  try {
    const { help, version, list, quiet, listen, sandbox: options } = readOptions(args, flags);
    if (help || version || list) {
      process.stdout.write(help ? helpText(command) : version ? `${packageVersion()}\n` : listText());
      return 0;
    }
    const signal = new Promise<void>((resolve) => {
      for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, resolve);
    });
    const sandbox = createSandbox({ ...options, ...createLog(terminalOf(process), quiet) });
    process.stdout.write(greeting(definitions, await sandbox.listen(listen)));
    await signal;
    await sandbox.close();
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError) && !isSandboxListenError(error)) throw error;
    const usage = error instanceof UsageError;
    process.stderr.write(`${error.message}${usage ? " (see --help)" : ""}\n`);
    return usage ? 2 : 1;
  }
}

function helpText(command: string): string {
  const lines = [
    ["--port <number>", "the port; 0 for any free port (default: 8787)"],
    ["--host <address>", "a loopback address (default: 127.0.0.1)"],
    ...flags.map(({ flag, type, value = type, help }) => [
      `--${flag} <${value}>`,
      type === "strings" ? `${help}; may be repeated` : help,
    ]),
    ["--allow-remote", "deliver to other machines too (default: this machine only)"],
    ["--allow-host <name>", "accept requests to another host name; may be repeated"],
    ["--allow-origin <origin>", "accept requests of a web page; may be repeated"],
    ["--quiet", "print only what goes wrong (default: each request and delivery)"],
    ["--list", "print the deliveries that events can raise, with their examples"],
    ["--version", "print the version"],
    ["-h, --help", "print this help"],
  ];
  const width = Math.max(...lines.map(([flag = ""]) => flag.length));
  return `Usage: ${command} [options]

Runs the webhook APIs of ${titles} on this machine. Unofficial.

Options:
${lines.map(([flag = "", help = ""]) => `  ${flag.padEnd(width)}  ${help}\n`).join("")}
Example:
  ${command} --port 8787 --quiet
`;
}

/** Lists the deliveries of each API, with the names of their examples. */
function listText(): string {
  const sections = definitions.map(([, { title, events }]) => {
    const width = Math.max(...events.names.map((name) => name.length));
    const rows = events.names.map(
      (name) => `  ${name.padEnd(width)}  ${Object.keys(events.examples[name] ?? {}).join(", ")}`,
    );
    return `${[title, ...rows].join("\n")}\n`;
  });
  return sections.join("\n");
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return version;
}
