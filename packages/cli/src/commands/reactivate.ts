import { Command, InvalidArgumentError } from "commander";
import { type Context, type FileOptions, openAccounts, withFileOptions } from "../context.js";
import { CliError } from "../errors.js";
import { accountJson } from "../output/plan.js";
import { reactivatedText, remedyText } from "../output/status.js";
import { printable } from "../output/text.js";

interface Options extends FileOptions {
  readonly since?: Date;
}

/** Creates the command `reactivate`. */
export function reactivateCommand(context: Context): Command {
  const { terminal } = context;
  return withFileOptions(new Command("reactivate"))
    .argument("<name>", "the webhook's name in the file")
    .option("--since <time>", "when Webex disabled it, if you know: 2026-11-22T10:00:00Z (default: just now)", time)
    .summary("reactivate a webhook that Webex has disabled")
    .description("Reactivates a webhook that Webex has disabled after failed deliveries.")
    .addHelpText(
      "after",
      `
Correct the receiver first: within five minutes of being disabled, a single
failed delivery disables the webhook again.

Examples:
  $ comms-webhooks reactivate Lobby
  $ comms-webhooks reactivate Lobby --since 2026-11-22T10:00:00Z`,
    )
    .action(async (name: string, { since, ...options }: Options) => {
      const accounts = await openAccounts(context, options);
      const named = accounts.filter(({ account }) => account.webhooks.some(({ key }) => key === name));
      const [account, other] = named;
      if (!account) {
        const names = accounts.flatMap((each) => each.account.webhooks.map(({ key }) => printable(key)));
        throw new CliError(`${options.file} has no webhook of this name. It has ${names.join(", ") || "none"}.`);
      }
      if (other) {
        const titles = named.map(({ account: { api, name } }) => `--account ${api}/${name}`).join(" or ");
        throw new CliError(`Several accounts have a webhook of this name. Choose one: ${titles}`);
      }
      const health = (await account.health()).find(({ webhook }) => webhook === name);
      const label = `${printable(name)} (${account.title})`;
      if (!health?.reactivate) {
        if (health?.isHealthy) {
          if (options.json)
            return terminal.json(
              { ...accountJson(account), webhook: name, reactivated: false, probationUntil: null },
              2,
            );
          return terminal.print(`${label} is ${health.state}. Nothing to do.`);
        }
        const { state, reason, remedy } = health ?? {};
        throw new CliError(
          [`${label} is ${state ?? "missing"}`, reason && `: ${reason}`, ". ", remedy && remedyText(remedy, options)]
            .filter(Boolean)
            .join(""),
        );
      }
      const { probationUntil } = await health.reactivate(since);
      if (options.json)
        terminal.json(
          { ...accountJson(account), webhook: name, reactivated: true, probationUntil: probationUntil ?? null },
          2,
        );
      else terminal.print(reactivatedText(label, probationUntil));
    });
}

function time(text: string): Date {
  const date = new Date(text);
  if (!Number.isNaN(date.getTime())) return date;
  throw new InvalidArgumentError("Allowed choices are times such as 2026-11-22T10:00:00Z.");
}
