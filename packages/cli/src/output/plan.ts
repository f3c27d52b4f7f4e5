import type { PlannedField } from "comms-webhooks";
import type { FilePlan, PlannedAccount, Row } from "../changes/file-plan.js";
import { type CarriedOptions, commandLine } from "./command-line.js";
import type { Colors } from "./terminal.js";
import { count, printable } from "./text.js";

type Action = Row["change"]["action"];

interface Style {
  readonly sign: string;
  readonly verb: string;
  readonly color: "green" | "yellow" | "magenta" | "red" | "dim" | "cyan";
}

const styles: { readonly [Name in Action]: Style } = {
  created: { sign: "+", verb: "create", color: "green" },
  updated: { sign: "~", verb: "update", color: "yellow" },
  replaced: { sign: "-/+", verb: "replace", color: "magenta" },
  reactivated: { sign: "!", verb: "reactivate", color: "cyan" },
  deleted: { sign: "-", verb: "delete", color: "red" },
  unchanged: { sign: "=", verb: "unchanged", color: "dim" },
};

const reasons: { readonly [Reason in Row["change"]["reason"]]: string } = {
  missing: "",
  differs: "",
  immutable: "created again, then the old one is deleted",
  inactive: "disabled after failed deliveries; correct its receiver first",
  duplicate: "an older webhook has the same name",
  notDesired: "not in the file",
  same: "",
  secretHidden: "its secret is hidden by the server",
};

/** Returns the lines of a plan. `options`: those of the command, for the commands that it suggests. */
export function planText(plan: FilePlan, colors: Colors, options: CarriedOptions): string {
  const blocks = plan.accounts.filter(({ rows, others }) => rows.length + others.length > 0);
  return [...blocks.map((account) => accountText(account, colors)), summary(plan, colors, options)].join("\n\n");
}

function accountText({ account, rows, others }: PlannedAccount, colors: Colors): string {
  const lines = rows.flatMap((row) => [headline(row, colors), ...fieldLines(row, colors)]);
  const names = others.map(printable).sort();
  const shown = names.length > 5 ? [...names.slice(0, 5), "…"] : names;
  const left = `${count(names.length, "other webhook")} not in the file, left alone: ${shown.join(", ")}`;
  return [colors.bold(account.title), ...lines, ...(names.length > 0 ? [colors.dim(`    ${left}`)] : [])].join("\n");
}

/** The width of the longest verb. */
const verbWidth = Math.max(...Object.values(styles).map(({ verb }) => verb.length));

function headline({ webhook, change }: Row, colors: Colors): string {
  const { sign, verb, color } = styles[change.action];
  const reason = reasons[change.reason];
  const head = colors[color](`${sign.padStart(3)} ${verb.padEnd(verbWidth)}`);
  return `${head}  ${printable(webhook)}${reason && colors.dim(`  (${reason})`)}`;
}

function fieldLines({ change: { action, fields } }: Row, colors: Colors): string[] {
  const width = Math.max(...fields.map(({ field }) => field.length));
  const isWhole = action === "created" || action === "deleted";
  return fields.map((field) => {
    const value = isWhole ? show(field, "after" in field ? field.after : field.before) : difference(field, colors);
    return `      ${field.field.padEnd(width)}  ${value}`;
  });
}

function difference(field: PlannedField, colors: Colors): string {
  const { before, after, secret } = field;
  if (secret && before !== undefined && after !== undefined) return "(sensitive)";
  return `${colors.red(show(field, before))} → ${colors.green(show(field, after))}`;
}

function show({ secret }: PlannedField, value: unknown): string {
  if (value === undefined) return "(none)";
  return secret ? "(sensitive)" : printable(typeof value === "string" ? value : JSON.stringify(value));
}

function summary({ accounts, changes }: FilePlan, colors: Colors, options: CarriedOptions): string {
  const rows = accounts.flatMap((account) => account.rows);
  const unchanged = rows.length - changes.length;
  const numbers = Object.entries(styles).flatMap(([action, { verb }]) => {
    const number = changes.filter(({ change }) => change.action === action).length;
    return number > 0 ? [`${number} to ${verb}`] : [];
  });
  const text =
    numbers.length > 0
      ? `Plan: ${numbers.join(", ")}; ${unchanged} unchanged.`
      : `Nothing to do: ${count(unchanged, "webhook")} as described.`;
  const hidden = rows.filter(({ change }) => change.reason === "secretHidden" && change.action === "unchanged").length;
  const lines = [colors.bold(text)];
  if (hidden > 0) {
    lines.push(
      `The server doesn't show the secrets of ${count(hidden, "webhook")}, so they weren't compared.`,
      `To write them: ${commandLine("apply", { ...options, secrets: "write" })}`,
    );
  }
  return lines.join("\n");
}

/** Returns a plan as a JSON document. */
export function planJson({ accounts }: FilePlan): object {
  return {
    changes: accounts.flatMap(({ rows }) => rows.map(rowJson)),
    others: accounts.flatMap(({ account, others }) => others.map((webhook) => ({ ...accountJson(account), webhook }))),
  };
}

/** Returns a change as JSON. Of a secret there is only that it is one. */
export function rowJson({ account, webhook, change: { action, reason, fields } }: Row): object {
  const shown = fields.map(({ field, secret, ...values }) =>
    secret ? { field, sensitive: true } : { field, ...values },
  );
  return { ...accountJson(account), webhook, action, reason, fields: shown };
}

/** Returns what identifies an account in JSON. */
export function accountJson({ account: { api, name } }: Row["account"]): { api: string; account: string } {
  return { api, account: name };
}
