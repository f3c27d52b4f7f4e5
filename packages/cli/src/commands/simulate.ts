import { createSandbox, type Fault, isLoopbackUrl } from "@comms-webhooks/sandbox";
import { nearest } from "@comms-webhooks/validation";
import { Command, Option } from "commander";
import { deliveryApis } from "../apis.js";
import type { Context } from "../context.js";
import { readSecret } from "../credentials.js";
import type { DeliveryApi } from "../delivery-api.js";
import { CliError } from "../errors.js";
import { sentText } from "../output/sent.js";
import { printable } from "../output/text.js";
import { readChange } from "../simulate/changes.js";
import { type Retries, simulate } from "../simulate/simulate.js";
import { readUrl } from "../url.js";

interface Options {
  readonly to?: string;
  readonly example?: string;
  readonly set?: readonly string[];
  readonly unset?: readonly string[];
  readonly fault?: readonly string[];
  readonly retries: Retries;
  readonly secretFrom?: string;
  readonly unsigned?: true;
  readonly allowRemote?: true;
  readonly list?: true;
}

type ApiName = keyof typeof deliveryApis;

const faultNames = ["duplicate", "reorder", "bom", "truncated", "oversize", "slow", "wrong-signature"];

/** Creates the command `simulate`. */
export function simulateCommand(context: Context): Command {
  const { io, terminal } = context;
  const repeated = (value: string, values: readonly string[] = []) => [...values, value];
  return new Command("simulate")
    .argument("[delivery...]", "what to send, such as messages.created or inbound_message_received")
    .option("--to <url>", "where to send it")
    .option("--example <name>", "the example to start from (default: the first)")
    .option("--set <path=value>", "change a field; the value is JSON, or else a text; may be repeated", repeated)
    .option("--unset <path>", "remove a field; may be repeated", repeated)
    .option("--fault <names>", `what goes wrong: ${faultNames.join(", ")}`, (text) => text.split(","))
    .addOption(
      new Option("--retries <speed>", "the vendor's retries after a failure (8x8)")
        .choices(["none", "fast", "real"])
        .default("none"),
    )
    .option("--secret-from <variable>", "the environment variable that has the secret, or - for standard input")
    .option("--unsigned", "send it without a signature or authorization")
    .option("--allow-remote", "send it to another machine than this one")
    .option("--list", "print the deliveries and their examples")
    .summary("send a delivery as the vendor does")
    .description("Sends a delivery as the vendor does, signed or authorized, and prints the response.")
    .addHelpText(
      "after",
      `
Deliveries of Webex are signed with WEBHOOK_SECRET. Those of 8x8 have the value
of WEBHOOK_AUTHORIZATION in the header Authorization. Ids are new each time.
An object that --set gives is merged, an array replaces. Faults are joined by
commas; reorder needs at least two deliveries.

Exit code: 0 if the status was 2xx, otherwise 1.

Examples:
  $ comms-webhooks simulate messages.created --to http://localhost:3000/webex
  $ comms-webhooks simulate messages.created --to http://localhost:3000/webex \\
      --set data.roomId=room-1 --unset data.mentionedPeople --fault bom,slow
  $ comms-webhooks simulate inbound_message_received --example image \\
      --to http://localhost:3000/8x8 --retries fast
  $ comms-webhooks simulate messages.created messages.deleted --fault reorder \\
      --to http://localhost:3000/webex`,
    )
    .action(async (deliveries: readonly string[], options: Options) => {
      const known = createSandbox().deliveries() as {
        readonly [Api in ApiName]: Readonly<Record<string, readonly string[]>>;
      };
      if (options.list) return terminal.print(listText(known));
      const name = apiOf(deliveries, known);
      const api = deliveryApis[name];
      const {
        example,
        set = [],
        unset = [],
        fault = [],
        retries,
        secretFrom,
        unsigned = false,
        allowRemote = false,
      } = options;
      if (options.to === undefined) throw new CliError("--to is missing. It is the URL of your receiver.");
      const to = readUrl("--to", options.to);
      if (!allowRemote && !isLoopbackUrl(to.href)) {
        throw new CliError(
          "--to must be on this machine, such as http://localhost:3000. To send it elsewhere, pass --allow-remote.",
        );
      }
      checkExample(example, deliveries, known[name]);
      const faults = readFaults(fault, deliveries, api);
      const change = readChange(set, unset);
      const secret = await readSecret(context, api, { secretFrom, without: unsigned, flag: "--unsigned" });
      const isWrong = faults.includes(api.wrongProof);
      const how = secret === undefined ? `not ${api.proof}` : `${isWrong ? "wrongly " : ""}${api.proof}`;
      const simulation = { name, api, deliveries, example, change, to: to.href, secret, faults, retries };
      const isDelivered = await simulate({ ...simulation, reorder: fault.includes("reorder") }, io, (sent) => {
        terminal.print(sentText(sent, how, terminal.colors));
      });
      context.exit(isDelivered ? 0 : 1);
    });
}

/** Returns the API that all deliveries belong to. */
function apiOf(
  deliveries: readonly string[],
  known: { readonly [Api in ApiName]: Readonly<Record<string, unknown>> },
): ApiName {
  const names = Object.keys(known) as ApiName[];
  const [api, other] = new Set(
    deliveries.map((delivery) => {
      const found = names.find((name) => Object.hasOwn(known[name], delivery));
      if (found !== undefined) return found;
      const meant = nearest(
        delivery,
        names.flatMap((name) => Object.keys(known[name])),
      );
      throw new CliError(
        `There is no delivery of this name.${meant ? ` Did you mean ${meant}?` : ""} To see all: comms-webhooks simulate --list`,
      );
    }),
  );
  if (api === undefined)
    throw new CliError("The name of a delivery is missing. To see all: comms-webhooks simulate --list");
  if (other !== undefined) throw new CliError("All deliveries must be of the same API.");
  return api;
}

function checkExample(
  example: string | undefined,
  deliveries: readonly string[],
  known: Readonly<Record<string, readonly string[]>>,
): void {
  for (const delivery of deliveries) {
    const examples = known[delivery] ?? [];
    if (example === undefined || examples.includes(example)) continue;
    const meant = nearest(example, examples);
    throw new CliError(
      `${delivery} has no example of this name.${meant ? ` Did you mean ${meant}?` : ""} It has ${examples.join(", ")}.`,
    );
  }
}

function readFaults(given: readonly string[], deliveries: readonly string[], { wrongProof }: DeliveryApi): Fault[] {
  for (const fault of given) {
    if (faultNames.includes(fault)) continue;
    const meant = nearest(fault, faultNames);
    throw new CliError(
      `There is no such fault.${meant ? ` Did you mean ${meant}?` : ""} There are ${faultNames.join(", ")}.`,
    );
  }
  if (given.includes("reorder") && deliveries.length < 2)
    throw new CliError("The fault reorder needs at least two deliveries.");
  return given
    .filter((fault) => fault !== "reorder")
    .map((fault) => (fault === "wrong-signature" ? wrongProof : (fault as Fault)));
}

function listText(known: { readonly [Api in ApiName]: Readonly<Record<string, readonly string[]>> }): string {
  return (Object.keys(known) as ApiName[])
    .map((name) => {
      const width = Math.max(...Object.keys(known[name]).map((delivery) => delivery.length));
      const rows = Object.entries(known[name]).map(
        ([delivery, examples]) => `  ${delivery.padEnd(width)}  ${printable(examples.join(", "))}`,
      );
      return [deliveryApis[name].title, ...rows].join("\n");
    })
    .join("\n\n");
}
