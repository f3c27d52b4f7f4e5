import { type Change, countChanges } from "../lib/changes.ts";
import { formatFindings } from "../lib/spec.ts";
import type { Rebuilt } from "./rebuild.ts";

const shown = 8; // Of each list: what follows must stay on the screen.

/** Formats what followed from a save, or from the start. Findings come last, so that they stay on the screen. */
export function formatReport(saved: string[], results: Rebuilt[], seconds: number): string {
  const findings = results.flatMap((result) => result.findings);
  return [
    ...shorten(saved),
    ...results.flatMap(({ api, generated, changes }) => [
      ...section(`${api} generated`, describeFiles(generated)),
      ...section(`${api} against HEAD`, typeof changes === "string" ? [changes] : describeChanges(changes)),
    ]),
    ...(findings.length > 0 ? ["", formatFindings(findings)] : []),
    `${findings.length === 0 ? "No findings" : count(findings.length, "finding")}. ${seconds.toFixed(1)} s`,
  ].join("\n");
}

function describeFiles(generated: string[] | string): string[] {
  if (typeof generated === "string") return [generated];
  return generated.length === 0 ? ["no changes"] : shorten(generated);
}

function describeChanges(changes: Change[]): string[] {
  const { major, minor, patch } = countChanges(changes);
  const summary = `${major} breaking, ${count(minor, "addition")}, ${count(patch, "other")}`;
  const visible = changes.filter(({ impact }) => impact !== "patch").map(({ impact, text }) => `${impact}  ${text}`);
  return [changes.length === 0 ? "no changes" : summary, ...shorten(visible)];
}

function shorten(lines: string[]): string[] {
  return lines.length > shown ? [...lines.slice(0, shown), `… and ${lines.length - shown} more`] : lines;
}

function section(heading: string, lines: string[]): string[] {
  return lines.map((line, i) => `  ${(i === 0 ? heading : "").padEnd(19)} ${line}`);
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
