import { Command, InvalidArgumentError } from "commander";
import type { OpenAccount } from "../accounts.js";
import { type Checked, check, codeOf, type Seen } from "../changes/check.js";
import { type Context, type FileOptions, openAccounts, withFileOptions } from "../context.js";
import { errorText } from "../errors.js";
import { endSignal, wait } from "../io.js";
import { accountJson } from "../output/plan.js";
import { reactivatedText, statusText } from "../output/status.js";
import { printable } from "../output/text.js";

interface Options extends FileOptions {
  readonly watch?: true | number;
  readonly heal?: true;
}

/** How long a webhook is on probation after it was disabled, in milliseconds. */
const probation = 5 * 60_000;
const defaultInterval = 60;

/** Creates the command `status`. */
export function statusCommand(context: Context): Command {
  return withFileOptions(new Command("status"))
    .option(
      "--watch [seconds]",
      `check again and again, with so many seconds between (default: ${defaultInterval})`,
      seconds,
    )
    .option("--heal", "reactivate webhooks that Webex has disabled")
    .summary("show the health of the webhooks in the file")
    .description("Shows the health of each webhook in the file.")
    .addHelpText(
      "after",
      `
Exit codes: 0 all are healthy, 2 something isn't, 1 error.

Webex disables a webhook after 100 failed deliveries in five minutes. One that
is reactivated within five minutes of that is disabled again by a single
failure. So --watch --heal reactivates it five minutes after it has seen it
disabled; --heal alone does so at once, and shows until when one failure is
enough.

Examples:
  $ comms-webhooks status
  $ comms-webhooks status --heal
  $ comms-webhooks status --watch 30 --heal --json`,
    )
    .action(async (options: Options) => {
      const accounts = await openAccounts(context, options);
      if (options.watch === undefined) context.exit(await checkOnce(context, accounts, options));
      else context.exit(await watch(context, accounts, options));
    });
}

function seconds(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 86_400) return value;
  throw new InvalidArgumentError("Allowed choices are whole numbers from 1 to 86400.");
}

async function checkOnce(context: Context, accounts: readonly OpenAccount[], options: Options): Promise<number> {
  const { terminal } = context;
  const now = new Date((context.io.now ?? Date.now)());
  let checked = await terminal.during("Checking", () => check(accounts, new Map(), now));
  if (options.heal && checked.some(({ reactivate }) => reactivate)) {
    await heal(
      context,
      options,
      checked.filter(({ reactivate }) => reactivate),
    );
    checked = await check(accounts, new Map(), now);
  }
  print(context, options, checked);
  return codeOf(checked);
}

/** Checks again and again until the process is told to end. Returns the exit code of the last check. */
async function watch(context: Context, accounts: readonly OpenAccount[], options: Options): Promise<number> {
  const { io, terminal } = context;
  const end = endSignal(io);
  const interval = (typeof options.watch === "number" ? options.watch : defaultInterval) * 1_000;
  const seen: Seen = new Map();
  let code = 0;
  let last = "";
  while (!end.aborted) {
    const now = new Date((io.now ?? Date.now)());
    try {
      let checked = await check(accounts, seen, now);
      const due = checked.filter(
        ({ reactivate, since }) => reactivate && since && now.getTime() - since.getTime() >= probation,
      );
      if (options.heal && due.length > 0) {
        await heal(context, options, due);
        checked = await check(accounts, seen, now);
      }
      code = codeOf(checked);
      const state = JSON.stringify(checked.map(({ state }) => state));
      // A log of what is the same each time hides what changes.
      if (options.json || state !== last) {
        if (!options.json) terminal.print(`${last === "" ? "" : "\n"}${now.toISOString()}`);
        print(context, options, checked, now);
      }
      last = state;
    } catch (error) {
      code = 1;
      last = "error";
      terminal.note(`${now.toISOString()} Error: ${errorText(error)}`);
    }
    await wait(io, interval, end);
  }
  return code;
}

async function heal({ terminal }: Context, { json }: Options, unhealthy: readonly Checked[]): Promise<void> {
  for (const { account, webhook, since, reactivate } of unhealthy) {
    const result = await reactivate?.(since);
    const text = reactivatedText(`${printable(webhook)} (${account.title})`, result?.probationUntil);
    if (json) terminal.note(text);
    else terminal.print(text);
  }
}

function print({ terminal }: Context, options: Options, checked: readonly Checked[], now?: Date): void {
  const { json, watch: isWatch } = options;
  if (!json) {
    terminal.print(statusText(checked, terminal.colors, { ...options, withTimes: isWatch !== undefined }));
    return;
  }
  const webhooks = checked.map(({ account, webhook, state, isHealthy, since }) => ({
    ...accountJson(account),
    webhook,
    state,
    healthy: isHealthy,
    ...(isWatch && since && { since }),
  }));
  terminal.json({ ...(now && { time: now }), healthy: codeOf(checked) === 0, webhooks }, isWatch ? undefined : 2);
}
