import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { isLoopbackUrl } from "@comms-webhooks/sandbox";
import { parseUrl } from "@comms-webhooks/validation";
import { Argument, Command } from "commander";
import { deliveryApis } from "../apis.js";
import type { Context } from "../context.js";
import { readSecret } from "../credentials.js";
import { CliError } from "../errors.js";
import { endSignal } from "../io.js";
import { createListener } from "../listen/listener.js";
import { receivedJson, receivedText } from "../output/received.js";
import { readUrl } from "../url.js";

interface Options {
  readonly port: string;
  readonly host: string;
  readonly secretFrom?: string;
  readonly unverified?: true;
  readonly forward?: string;
  readonly json?: true;
}

/** Creates the command `listen`. */
export function listenCommand(context: Context): Command {
  const { io, terminal } = context;
  return new Command("listen")
    .addArgument(new Argument("<api>", "whose deliveries").choices(Object.keys(deliveryApis)))
    .option("-p, --port <number>", "the port; 0 for any free port", "8788")
    .option("--host <address>", "a loopback address", "127.0.0.1")
    .option("--secret-from <variable>", "the environment variable that has the secret, or - for standard input")
    .option("--unverified", "accept deliveries from anyone")
    .option("--forward <url>", "send authentic deliveries on, with their headers and bytes untouched")
    .option("--json", "print a line of JSON for each request")
    .summary("receive deliveries on this machine, verify and print them")
    .description(
      "Receives deliveries on this machine, at any path, verifies and prints them. The vendors reach it through a tunnel.",
    )
    .addHelpText(
      "after",
      `
Deliveries of Webex are verified with the webhook's secret in WEBHOOK_SECRET,
those of 8x8 with the value of httpAuthorization in WEBHOOK_AUTHORIZATION.

With --forward the sender gets the status of the forwarded request, or 502 if
there was no response. Of the headers only Host and those of the connection
change. A URL without a path gets the path of the request. The query is kept.

Examples:
  $ WEBHOOK_SECRET=… comms-webhooks listen webex
  $ comms-webhooks listen webex --forward http://localhost:3000/webex
  $ comms-webhooks listen 8x8 --unverified --json`,
    )
    .action(async (name: keyof typeof deliveryApis, options: Options) => {
      const api = deliveryApis[name];
      const { host, forward, unverified = false, secretFrom, json } = options;
      const port = portOf(options.port);
      const target = forward === undefined ? undefined : readUrl("--forward", forward);
      const address = parseUrl(`http://${hostOf(host)}`);
      if (address === undefined || !isLoopbackUrl(address.href)) {
        throw new CliError("--host must be a loopback address, such as 127.0.0.1, ::1 or localhost.");
      }
      const secret = await readSecret(context, api, { secretFrom, without: unverified, flag: "--unverified" });
      const end = endSignal(io);
      const listener = createListener({
        api,
        secret,
        target,
        now: io.now ?? Date.now,
        onReceived(received) {
          const { accepted } = received;
          const summary = accepted === undefined ? undefined : api.summarize(accepted.original);
          if (json) terminal.json(receivedJson(received, summary));
          else terminal.print(receivedText(received, summary, terminal.colors));
        },
      });
      const server = createServer(listener);
      await new Promise<void>((resolve, reject) => {
        server.once("error", ({ code }: NodeJS.ErrnoException) => {
          const reason =
            code === "EADDRINUSE" ? "the port is in use. Choose another, or 0 for any free port." : `${code}.`;
          reject(new CliError(`Can't listen on port ${port}: ${reason}`));
        });
        server.listen(port, host, resolve);
      });
      const url = `http://${hostOf(host)}:${(server.address() as AddressInfo).port}`;
      const how = secret === undefined ? "unverified" : `verified with ${api.secretMeaning}`;
      terminal.note(`Listening on ${url} for deliveries of ${api.title}, ${how}.`);
      if (target) terminal.note(`Forwarding to ${target.origin}.`);
      terminal.note("Stop with Ctrl+C.");
      if (!end.aborted) await new Promise((resolve) => end.addEventListener("abort", resolve));
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    });
}

function hostOf(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new CliError("--port must be a number from 0 to 65535.");
}
