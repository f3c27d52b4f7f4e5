import type { Plan, PlannedChange } from "comms-webhooks";
import type { ChangeOptions, OpenAccount } from "../accounts.js";
import { CliError } from "../errors.js";
import { printable } from "../output/text.js";

/** A change, with its account and the name that the file has for its webhook. */
export interface Row {
  readonly account: OpenAccount;
  readonly webhook: string;
  readonly change: PlannedChange<unknown>;
}

/** The plan over all accounts of a file. */
export interface FilePlan {
  readonly accounts: readonly PlannedAccount[];
  /** What is to be done, without what is unchanged. */
  readonly changes: readonly Row[];
  /** Carries out the changes in their order. Stops at the first that fails, and returns it. */
  readonly apply: (onStep: (row: Row, state: "started" | "done" | "failed") => void) => Promise<Failure | undefined>;
}

/** The plan of one account. */
export interface PlannedAccount {
  readonly account: OpenAccount;
  readonly rows: readonly Row[];
  /** The webhooks that the file doesn't name, and that are left alone. */
  readonly others: readonly string[];
}

/** A change that failed. */
export interface Failure {
  readonly row: Row;
  readonly error: unknown;
}

/** Plans what brings all accounts into the state that the file describes. */
export async function planFile(accounts: readonly OpenAccount[], options: ChangeOptions): Promise<FilePlan> {
  const plans = await Promise.all(accounts.map((account) => account.plan(options)));
  const planned = accounts.map((account, index) => {
    const plan = plans[index] as Plan<unknown>;
    const rows = plan.changes.map((change): Row => ({ account, webhook: account.nameOf(change.key), change }));
    return { account, plan, rows, others: plan.others.map(account.nameOf) };
  });
  assertDistinct(planned, options.prune);
  return {
    accounts: planned,
    changes: planned.flatMap(({ rows }) => rows).filter(isChange),
    async apply(onStep) {
      for (const { plan, rows } of planned) {
        let current: Row | undefined;
        const report = ({ change, state }: { change: unknown; state: "started" | "done" | "failed" }) => {
          current = rows.find((row) => row.change === change);
          if (current) onStep(current, state);
        };
        try {
          await plan.apply({ onStep: report });
        } catch (error) {
          if (!current) throw error;
          return { row: current, error };
        }
      }
      return undefined;
    },
  };
}

/** Returns whether something is to be done. */
export function isChange({ change }: Row): boolean {
  return change.action !== "unchanged";
}

/** Rejects accounts that are one at the vendor, where one of them would undo what the other says. */
function assertDistinct(planned: readonly PlannedAccount[], prune: boolean | undefined): void {
  const seen: { readonly key: string; readonly other: PlannedAccount }[] = [];
  for (const current of planned) {
    const { api, client } = current.account.account;
    const key = JSON.stringify([api, client.auth, client.baseUrl, "accountId" in client && client.accountId]);
    for (const { other } of seen.filter((each) => each.key === key)) {
      const same = `${other.account.title} and ${current.account.title} are the same account`;
      const remedy = "Put them under one account";
      if (prune) {
        throw new CliError(
          `${same}, so --prune would delete the webhooks of one for the other. ${remedy}, or leave out --prune.`,
        );
      }
      const names = new Set(other.rows.map(({ webhook }) => webhook));
      const twice = current.rows.find(({ webhook }) => names.has(webhook));
      if (!twice) continue;
      throw new CliError(
        `${same}, and both name the webhook ${printable(twice.webhook)}, so each would undo the other. ` +
          `${remedy}, with names of their own.`,
      );
    }
    seen.push({ key, other: current });
  }
}
