import { readFileSync } from "node:fs";
import type { AnyApiDefinition, CommandFlag } from "../api/definition.js";
import { apis } from "../apis.js";
import { createSandbox } from "../create-sandbox.js";
import { isSandboxListenError } from "../http/server.js";
import type { SandboxUrls } from "../sandbox.js";
import { readOptions, UsageError } from "./options.js";

/** What the command needs of its process. */
export interface CliProcess {
  readonly stdout: { readonly write: (text: string) => unknown };
  readonly stderr: { readonly write: (text: string) => unknown };
  /** Calls back once when the process gets a signal. */
  readonly once: (signal: "SIGINT" | "SIGTERM", callback: () => void) => unknown;
}

const definitions: [name: string, AnyApiDefinition][] = Object.entries<AnyApiDefinition>({ ...apis });
const titles = new Intl.ListFormat("en").format(definitions.map(([, { title }]) => title));
const flags: readonly CommandFlag<any>[] = definitions.flatMap(([, definition]) => definition.flags);

/** Runs the command until a signal stops it. Returns its exit code: 0, 1 if it can't listen, 2 for wrong arguments. */
export async function runCli(args: readonly string[], process: CliProcess): Promise<number> {
  try {
    const { help, version, listen, sandbox: options } = readOptions(args, flags);
    if (help || version) {
      process.stdout.write(help ? helpText() : `${packageVersion()}\n`);
      return 0;
    }
    const signal = new Promise<void>((resolve) => {
      for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, resolve);
    });
    const sandbox = createSandbox(options);
    process.stdout.write(greeting(await sandbox.listen(listen)));
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

function helpText(): string {
  const lines = [
    ["--port <number>", "the port; 0 for any free port (default: 8787)"],
    ["--host <address>", "a loopback address (default: 127.0.0.1)"],
    ...flags.map(({ flag, value, help }) => [`--${flag} <${value}>`, `${help}; may be repeated`]),
    ["--allow-remote", "deliver to other machines too (default: this machine only)"],
    ["--allow-host <name>", "accept requests to another host name; may be repeated"],
    ["--allow-origin <origin>", "accept requests of a web page; may be repeated"],
    ["--version", "print the version"],
    ["-h, --help", "print this help"],
  ];
  const width = Math.max(...lines.map(([flag = ""]) => flag.length));
  return `Usage: comms-webhooks-sandbox [options]

Runs the webhook APIs of ${titles} on this machine. Unofficial.

Options:
${lines.map(([flag = "", help = ""]) => `  ${flag.padEnd(width)}  ${help}\n`).join("")}`;
}

function greeting(urls: SandboxUrls): string {
  const bases = definitions.map(([name, { title, samples }]) => ({
    title,
    samples,
    url: urls[name as keyof SandboxUrls],
  }));
  const controls = new URL("/_sandbox/", bases[0]?.url);
  const rows = [...bases.map(({ title, url }) => [title, url]), ["controls", controls.href]];
  const [[api, first] = []] = definitions;
  const width = Math.max(...rows.map(([title = ""]) => title.length));
  return `${rows.map(([title = "", url = ""]) => `${title.padEnd(width)}  ${url}\n`).join("")}
Any bearer token is an account of its own. To register a webhook:

${bases.map(({ url, samples: { path, body } }) => curl(url + path, body)).join("\n\n")}

To raise an event, which is delivered to every webhook that matches:

${curl(`${controls}events`, { api, name: first?.samples.event })}

Stop with Ctrl+C.
`;
}

function curl(url: string, body: unknown): string {
  const headers = "-H 'Authorization: Bearer my-token' -H 'Content-Type: application/json'";
  return `curl -i ${headers} -d '${JSON.stringify(body)}' '${url}'`;
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return version;
}
