import { readFileSync } from "node:fs";
import { readOptions, UsageError } from "./cli-options.js";
import { createSandbox } from "./create-sandbox.js";
import { isSandboxListenError } from "./listen-error.js";
import type { SandboxUrls } from "./sandbox.js";

/** What the command needs of its process. */
export interface CliProcess {
  /** Writes a text to standard output. */
  readonly print: (text: string) => void;
  /** Writes a text to standard error. */
  readonly complain: (text: string) => void;
  /** Resolves when the command shall stop. */
  readonly stopped: Promise<unknown>;
}

const help = `Usage: comms-webhooks-sandbox [options]

Answers like the webhook APIs of Cisco Webex and 8x8 Connect, on this machine only. Unofficial.

Options:
  --port <number>       the port, 0 for any free one (8787)
  --host <address>      a loopback address (127.0.0.1)
  --sub-account <id>    an 8x8 sub-account that exists; may be repeated; without it, all exist
  --allow-remote        delivers to other machines too, not to this one only
  --version             prints the version
  -h, --help            prints this text
`;

/** Runs the command until it is stopped, and gives its exit code: 0, 1 if it can't listen, 2 for wrong arguments. */
export async function runCli(args: readonly string[], { print, complain, stopped }: CliProcess): Promise<number> {
  try {
    const { help: wantsHelp, version, host, port, subAccounts, allowRemote } = readOptions(args);
    if (wantsHelp) {
      print(help);
      return 0;
    }
    if (version) {
      print(`${packageVersion()}\n`);
      return 0;
    }
    const sandbox = createSandbox({ allowRemote, ...(subAccounts && { subAccounts }) });
    print(greeting(await sandbox.listen({ host, port })));
    await stopped;
    await sandbox.close();
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError) && !isSandboxListenError(error)) throw error;
    const usage = error instanceof UsageError;
    complain(`${error.message}${usage ? " (see --help)" : ""}\n`);
    return usage ? 2 : 1;
  }
}

function greeting({ webex, "8x8": eight }: SandboxUrls): string {
  const controls = new URL("/_sandbox/", webex);
  return `Webex     ${webex}
8x8       ${eight}
controls  ${controls}

Any bearer token is an account of its own. To register a webhook:

${curl(`${webex}/webhooks`, { name: "My webhook", targetUrl: "https://example.com/webex", resource: "messages", event: "created" })}

${curl(`${eight}/api/v1/accounts/7c1e2f60-5b94-4d3a-8f27-d0a6c9e41b35/webhooks`, [{ subAccountId: "*", url: "https://example.com/8x8" }])}

To raise an event, which is delivered to every webhook that it matches:

${curl(`${controls}events`, { api: "webex", name: "messages.created" })}

Stop with Ctrl+C.
`;
}

function curl(url: string, body: unknown): string {
  const headers = "-H 'Authorization: Bearer my-token' -H 'Content-Type: application/json'";
  return `curl -i ${headers} -d '${JSON.stringify(body)}' '${url}'`;
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return version;
}
