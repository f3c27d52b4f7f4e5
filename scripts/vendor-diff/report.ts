import type { Difference } from "./compare.ts";
import type { Sorted } from "./explanations.ts";

/** Writes what differs as lines: what is new, grouped by operation, what is explained, and explanations of nothing. */
export function reportLines({ unexplained, explained, gone }: Sorted, file: string, all: boolean): string[] {
  const lines = unexplained.length > 0 ? ["New, without an explanation:", ...byOperation(unexplained), ""] : [];
  if (gone.length > 0) {
    const titles = [...new Set(gone.map(([{ title }]) => title))];
    const sitesOf = (title: string) =>
      gone.filter(([explanation]) => explanation.title === title).map(([, site]) => site);
    const groups = titles.flatMap((title) => [
      `  ${title}`,
      ...byOperation(sitesOf(title).map((site) => ({ operation: "every operation", ...site }))).map(
        (line) => `  ${line}`,
      ),
    ]);
    lines.push(`Explained in ${file}, but not different any more:`, ...groups, "");
  }
  if (explained.length > 0) {
    lines.push(`Explained in ${file}:`);
    for (const [{ title }, differences] of explained) {
      lines.push(`  ${title} (${count(differences.length, "difference")})`);
      if (all) lines.push(...byOperation(differences).map((line) => `  ${line}`));
    }
    lines.push("");
  }
  const known = explained.reduce((sum, [, differences]) => sum + differences.length, 0);
  return [...lines, `${count(unexplained.length, "new difference")}, ${known} explained, ${gone.length} gone`];
}

function byOperation(differences: readonly Difference[]): string[] {
  const widthOf = (field: "place" | "ours") =>
    Math.max(...differences.map((difference) => printable(difference[field]).length));
  const [place, ours] = [widthOf("place"), widthOf("ours")];
  return [...new Set(differences.map(({ operation }) => operation))].flatMap((operation) => [
    `  ${printable(operation)}`,
    ...differences
      .filter((difference) => difference.operation === operation)
      .map((difference) =>
        [
          `    ${printable(difference.place || "the operation").padEnd(place)}`,
          `ours: ${printable(difference.ours).padEnd(ours)}`,
          `theirs: ${printable(difference.theirs)}`,
        ].join("  "),
      ),
  ]);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Writes a text of the vendor's in one line of moderate length, without control characters, which a terminal would obey. */
function printable(text: string): string {
  const escaped = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => JSON.stringify(character).slice(1, -1));
  const safe = escaped.replace(/[\p{Cc}\p{Cf}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  return safe.length > 120 ? `${safe.slice(0, 119)}…` : safe;
}
