import { Command } from "commander";
import type { ChangeOptions } from "../accounts.js";
import type { Failure, FilePlan, Row } from "../changes/file-plan.js";
import type { Context, FileOptions } from "../context.js";
import { CliError, errorText } from "../errors.js";
import { commandLine } from "../output/command-line.js";
import { planText, rowJson } from "../output/plan.js";
import { count, printable } from "../output/text.js";
import { makePlan, withPlanOptions } from "./plan.js";

type Options = FileOptions & ChangeOptions & { readonly yes?: true };

/** Creates the command `apply`. */
export function applyCommand(context: Context): Command {
  const { terminal, exit } = context;
  return withPlanOptions(new Command("apply"))
    .option("-y, --yes", "don't ask; required where there is no terminal")
    .summary("bring the webhooks into the state that the file describes")
    .description(
      "Plans, asks, and brings the webhooks into the state that the file describes. Touches only webhooks that the file names.",
    )
    .addHelpText(
      "after",
      `
Exit codes: 0 done, 1 error or declined.

New webhooks are created before old ones are deleted. Apply stops at the first
failure; run it again to continue.

Examples:
  $ comms-webhooks apply
  $ comms-webhooks apply --yes --prune
  $ comms-webhooks apply --yes --secrets write`,
    )
    .action(async (options: Options) => {
      const plan = await makePlan(context, options);
      if (!options.json) terminal.print(planText(plan, terminal.colors, options));
      if (plan.changes.length > 0 && !(await isConfirmed(context, options, plan))) {
        terminal.note("Declined. Nothing was changed.");
        return exit(1);
      }
      const { done, failure } = await apply(context, options, plan);
      const left = plan.changes.filter((row) => !done.includes(row) && row !== failure?.row);
      if (options.json) {
        const failed = failure && { ...rowJson(failure.row), error: errorText(failure.error) };
        terminal.json({ done: done.map(rowJson), ...(failed && { failed }), notDone: left.map(rowJson) }, 2);
      }
      if (failure) {
        terminal.note(failureText(failure, done, left, options));
        return exit(1);
      }
      if (!options.json && done.length > 0) terminal.print(`\nDone: ${count(done.length, "change")}.`);
    });
}

async function isConfirmed({ io, terminal }: Context, { yes, json }: Options, { changes }: FilePlan): Promise<boolean> {
  if (yes) return true;
  if (json || !io.stdin.isTTY || !io.stdout.isTTY) {
    throw new CliError(`Nothing was changed: there is no terminal to ask on. To apply without being asked, add --yes.`);
  }
  terminal.print();
  return (io.confirm ?? ask)(`Apply ${count(changes.length, "change")}?`);
}

async function ask(message: string): Promise<boolean> {
  const { default: confirm } = await import("@inquirer/confirm");
  return confirm({ message, default: false }).catch(() => false); // Ctrl+C
}

/** Applies a plan, and prints each change when it is done. */
async function apply(
  { terminal }: Context,
  { json }: Options,
  plan: FilePlan,
): Promise<{ readonly done: readonly Row[]; readonly failure: Failure | undefined }> {
  const done: Row[] = [];
  const width = Math.max(...plan.changes.map(({ change }) => change.action.length));
  if (!json && plan.changes.length > 0) terminal.print();
  const failure = await terminal.during(`Applying ${count(plan.changes.length, "change")}`, () =>
    plan.apply((row, state) => {
      if (state !== "done") return;
      done.push(row);
      if (!json) terminal.print(`${terminal.colors.green(row.change.action.padEnd(width))}  ${label(row)}`);
    }),
  );
  return { done, failure };
}

function label({ account, webhook }: Row): string {
  return `${printable(webhook)} (${account.title})`;
}

function failureText({ row, error }: Failure, done: readonly Row[], left: readonly Row[], options: Options): string {
  return [
    `\nFailed: ${label(row)}: ${errorText(error)}`,
    "",
    `Done: ${done.length === 0 ? "nothing" : done.map(label).join(", ")}.`,
    `Not done: ${[row, ...left].map(label).join(", ")}.`,
    `To continue where it stopped: ${commandLine("apply", options)}`,
  ].join("\n");
}
