import { Command, Option } from "commander";
import type { ChangeOptions } from "../accounts.js";
import { type FilePlan, planFile } from "../changes/file-plan.js";
import { type Context, type FileOptions, openAccounts, withFileOptions } from "../context.js";
import { commandLine } from "../output/command-line.js";
import { planJson, planText } from "../output/plan.js";

/** Adds the options of the commands that plan. */
export function withPlanOptions(command: Command): Command {
  return withFileOptions(command)
    .option("--prune", "delete the owner's webhooks that the file doesn't name")
    .addOption(
      new Option(
        "--secrets <which>",
        "compare: write secrets that the server shows to be others; write: also those that it hides; keep: leave stored ones",
      )
        .choices(["compare", "write", "keep"])
        .default("compare"),
    );
}

/** Reads the file, lists what is stored, and plans. */
export async function makePlan(context: Context, options: FileOptions & ChangeOptions): Promise<FilePlan> {
  const accounts = await openAccounts(context, options);
  const { prune, secrets } = options;
  return context.terminal.during("Comparing with what is stored", () => planFile(accounts, { prune, secrets }));
}

/** Creates the command `plan`. */
export function planCommand(context: Context): Command {
  const { terminal, exit } = context;
  return withPlanOptions(new Command("plan"))
    .summary("show what apply would do")
    .description("Shows what apply would do, and changes nothing.")
    .addHelpText(
      "after",
      `
Exit codes: 0 nothing to do, 2 changes, 1 error.

A secret that the server hides can't be compared, so it counts as unchanged.
To write such secrets: --secrets write

Webhooks that belong to a Webex organization are never pruned.

Examples:
  $ comms-webhooks plan
  $ comms-webhooks plan --file staging.yaml --account webex/default --json
  $ op inject -i secrets.env | comms-webhooks plan --env-stdin`,
    )
    .action(async (options: FileOptions & ChangeOptions) => {
      const plan = await makePlan(context, options);
      if (options.json) terminal.json(planJson(plan), 2);
      else {
        terminal.print(planText(plan, terminal.colors, options));
        if (plan.changes.length > 0) terminal.note(`\nTo do this: ${commandLine("apply", options)}`);
      }
      exit(plan.changes.length > 0 ? 2 : 0);
    });
}
