import { spawnSync } from "node:child_process";
import type { Block, Line, Problem } from "./block.ts";
import { type End, type Running, start, untilEnd } from "./process.ts";
import { printedAs, type Ran } from "./run-program.ts";
import type { Surroundings } from "./surroundings.ts";

/** Runs a command as the next one of a terminal: where the last one ended, with the variables that it left. */
const script = (state: string, command: string, names: ReadonlySet<string>) => `
if [ -f "${state}/variables" ]; then . "${state}/variables"; fi
if [ -f "${state}/folder" ]; then cd "$(cat "${state}/folder")"; fi
${command}
code=$?
export -p | grep -v ' CODE_BLOCKS=' > "${state}/variables"
for name in ${[...names].join(" ")}; do
  if eval "[ -n \\"\\\${$name+set}\\" ]"; then
    eval "value=\\$$name"
    printf "%s='%s'\\n" "$name" "$(printf %s "$value" | sed "s/'/'\\\\\\\\''/g")" >> "${state}/variables"
  fi
done
pwd > "${state}/folder"
exit $code`;

/**
 * Runs the commands of a block one after the other. One that listens goes on until the end of the page, and what it prints
 * belongs to the block whose commands are run meanwhile.
 */
export async function runShell(block: Block, surroundings: Surroundings, limit: number): Promise<Ran> {
  const running: Running[] = [];
  const problems: Problem[] = [];
  const commands = commandsOf(block.lines);
  let output: (() => string) | undefined;
  for (const [index, { text, line }] of commands.entries()) {
    for (const [, variable = ""] of text.matchAll(/(?:^|[;&|(]\s*|\n)(?:export )?(\w+)=/g))
      surroundings.variables.add(variable);
    const command = ["/bin/sh", "-c", script(surroundings.state, text, surroundings.variables)];
    const process = start(surroundings, command, { name: "shell" });
    output ??= process.output;
    const end = await untilEnd(process, surroundings, limit, true);
    if (end === "listens") running.push(process);
    const expected = index === commands.length - 1 ? block.exit : 0;
    const message = messageOf(text, end, expected, limit);
    if (message !== undefined)
      problems.push({ page: block.page, line, message: `${message}${printedAs(process.output())}` });
    const refused = new Set(surroundings.take("refused").split("\n").filter(Boolean));
    for (const target of refused)
      problems.push({ page: block.page, line, message: `reaches for ${target}, which isn't a vendor` });
    if (message !== undefined) break;
  }
  return { problems, outputs: new Map([[block, output ?? (() => "")]]), running };
}

/** Returns the commands of a block. One goes on until the shell can read it whole. */
export function commandsOf(lines: readonly Line[]): { readonly text: string; readonly line: number }[] {
  const commands: { text: string; line: number }[] = [];
  let open: { text: string; line: number } | undefined;
  for (const { text, number } of lines) {
    open = open ? { ...open, text: `${open.text}\n${text}` } : { text, line: number };
    if (isOpen(open.text)) continue;
    if (!/^\s*(#.*)?$/.test(open.text)) commands.push(open);
    open = undefined;
  }
  return open ? [...commands, open] : commands;
}

function isOpen(text: string): boolean {
  const heredoc = /<<-?\s*['"]?(\w+)/.exec(text)?.[1];
  if (heredoc !== undefined) return !new RegExp(`\\n\\s*${heredoc}$`).test(text);
  return (
    /\\$/.test(text) || (/["'({]|\bdo\b|\bthen\b/.test(text) && spawnSync("/bin/sh", ["-n", "-c", text]).status !== 0)
  );
}

function messageOf(text: string, end: End, expected: number, limit: number): string | undefined {
  const command = text.trim().split("\n")[0];
  if (end === "listens" || end === expected) return undefined;
  if (end === "never") return `${command}: doesn't end within ${limit / 1000} seconds, and listens to nothing`;
  // 2 reports that something differs.
  if (end === 2 && /\bcomms-webhooks (plan|status)\b/.test(text)) return undefined;
  return `${command}: ends with the exit code ${end}${expected ? ` instead of ${expected}` : ""}`;
}
