import type { ChangeOptions } from "../accounts.js";
import type { FileOptions } from "../context.js";

/** The options that a suggested command takes over from the one that ran. */
export type CarriedOptions = Pick<FileOptions, "file" | "account" | "envStdin"> & ChangeOptions;

/** Returns a command for the user to copy, about the same file and the same accounts, with the same plan. */
export function commandLine(command: string, { file, account, envStdin, prune, secrets }: CarriedOptions): string {
  const options = [
    ...(file === "webhooks.yaml" ? [] : ["--file", quoted(file)]),
    ...(account === undefined ? [] : ["--account", quoted(account)]),
    ...(envStdin ? ["--env-stdin"] : []),
    ...(prune ? ["--prune"] : []),
    ...(secrets === undefined || secrets === "compare" ? [] : ["--secrets", secrets]),
  ];
  return ["comms-webhooks", command, ...options].join(" ");
}

/** Quotes an argument for a shell, where it needs that. */
function quoted(text: string): string {
  return /^[\w./:@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
