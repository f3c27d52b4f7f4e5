import type { Result } from "./run-edits.ts";

/** Formats what became of an edit, with the reason if it may survive. */
export function formatResult({ edit, verdict }: Result, reason: string | undefined): string {
  const { state, stage, by } = verdict;
  if (state !== "survived") return `${state} by ${stage}: ${by}\n  ${edit}`;
  return reason === undefined ? `SURVIVED\n  ${edit}` : `survived, explained\n  ${edit}\n  ${reason}`;
}

/** Formats the counts, and the survivors that no row explains. */
export function formatSummary(results: readonly Result[], unexplained: readonly Result[]): string {
  const count = (test: (result: Result) => boolean) => results.filter(test).length;
  const stages = (["lint", "generate", "test"] as const).map(
    (stage) => `${count(({ verdict }) => verdict.stage === stage)} by ${stage}`,
  );
  const survived = count(({ verdict }) => verdict.state === "survived");
  return [
    `${results.length} edits: ${results.length - survived} killed (${stages.join(", ")}), ${survived} survived, ${unexplained.length} of them unexplained`,
    ...unexplained.map(({ edit }) => `SURVIVED  ${edit}`),
  ].join("\n");
}
