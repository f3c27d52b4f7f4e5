import type { Block, Page, Problem } from "./block.ts";

/** Writes a problem with the place that an editor opens. */
export function describeProblem({ page, line, message }: Problem): string {
  return `${page}:${line} ${message}`;
}

/** Writes how many blocks there are, what is done with them, and why some aren't run. */
export function describeCounts(pages: readonly Page[]): string {
  const blocks = pages.flatMap((page) => page.blocks);
  const count = (kind: Block["kind"]) => blocks.filter((block) => block.kind === kind).length;
  const reasons = blocks.flatMap(({ kind, page, line, reason }) =>
    reason ? [`  ${kind}  ${page}:${line}  ${reason}`] : [],
  );
  const kinds = `${count("run")} run, ${count("check")} type-checked, ${count("output")} compared, ${count("text")} text, ${count("skip")} skipped`;
  return [`${blocks.length} blocks on ${pages.length} pages: ${kinds}`, ...reasons].join("\n");
}
