import type { Remedy } from "../accounts.js";
import type { Checked } from "../changes/check.js";
import { type CarriedOptions, commandLine } from "./command-line.js";
import type { Colors } from "./terminal.js";
import { count, printable } from "./text.js";

/** Returns the lines of a status. `withTimes`: shows since when webhooks aren't healthy. */
export function statusText(
  checked: readonly Checked[],
  colors: Colors,
  options: CarriedOptions & { readonly withTimes: boolean },
): string {
  const width = Math.max(...checked.map(({ state }) => state.length));
  const titles = [...new Set(checked.map(({ account }) => account.title))];
  const blocks = titles.map((title) => {
    const lines = checked
      .filter(({ account }) => account.title === title)
      .flatMap(({ webhook, state, isHealthy, reason, remedy, since }) => [
        `  ${colors[isHealthy ? "green" : "red"](state.padEnd(width))}  ${printable(webhook)}`,
        ...(options.withTimes && since ? [`    seen first at ${since.toISOString()}`] : []),
        ...[reason, remedy && remedyText(remedy, options)].flatMap((text) => (text ? [colors.dim(`    ${text}`)] : [])),
      ]);
    return [colors.bold(title), ...lines].join("\n");
  });
  const unhealthy = checked.filter(({ isHealthy }) => !isHealthy).length;
  const total = count(checked.length, "webhook");
  const summary = unhealthy === 0 ? `Healthy: ${total}.` : `Not healthy: ${unhealthy} of ${total}.`;
  return [...blocks, colors.bold(summary)].join("\n\n");
}

/** Returns what to do about a webhook. */
export function remedyText({ text, command }: Remedy, options: CarriedOptions): string {
  return `${text}: ${commandLine(command, options)}`;
}

/** Returns the line about a webhook that was reactivated. */
export function reactivatedText(webhook: string, probationUntil: Date | undefined): string {
  const until = probationUntil?.toISOString();
  return `Reactivated ${webhook}.${until ? ` Until ${until} a single failed delivery disables it again.` : ""}`;
}
