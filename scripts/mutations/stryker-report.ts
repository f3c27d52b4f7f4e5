/** The part of StrykerJS's report that is read here. */
export interface StrykerReport {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

interface Mutant {
  readonly status: string;
  readonly static?: boolean;
  readonly replacement?: string;
  readonly mutatorName: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Why a mutant that no test notices is none that one could, or need not. */
export interface CodeExplanation {
  readonly file: string;
  /** The code that is replaced, from its beginning. */
  readonly code: string;
  /** What replaces it, from its beginning. Default: anything. */
  readonly by?: string;
  readonly reason: string;
}

/** How many mutants of an area were noticed. */
export interface Counts {
  readonly total: number;
  readonly killed: number;
  readonly explained: number;
  /** Mutants of code that runs once, when its module is loaded, which aren't tried. */
  readonly ignored: number;
  /** A line for each mutant that neither a test nor an explanation covers. */
  readonly survivors: readonly string[];
  /** Percentage of what was killed or explained. */
  readonly score: number;
}

/** Counts an area's mutants. */
export function countMutants({ files }: StrykerReport, explanations: readonly CodeExplanation[]): Counts {
  const counts = { killed: 0, explained: 0, ignored: 0 };
  const survivors: string[] = [];
  for (const [file, { source, mutants }] of Object.entries(files)) {
    for (const mutant of mutants) {
      const code = cut(source, mutant.location);
      const by = mutant.replacement ?? "";
      if (mutant.status === "Killed" || mutant.status === "Timeout") counts.killed++;
      else if (mutant.static || mutant.status === "Ignored" || mutant.status.endsWith("Error")) counts.ignored++;
      else if (
        explanations.some((row) => row.file === file && code.startsWith(row.code) && by.startsWith(row.by ?? ""))
      )
        counts.explained++;
      else survivors.push(`${file}:${mutant.location.start.line}  ${mutant.status}  ${short(code)} -> ${short(by)}`);
    }
  }
  const total = counts.killed + counts.explained + survivors.length;
  const score = total === 0 ? 100 : ((counts.killed + counts.explained) / total) * 100;
  return { ...counts, total, survivors, score };
}

/** Formats the counts of an area, with its survivors. */
export function formatCounts(area: string, counts: Counts): string {
  const { total, killed, explained, ignored, survivors, score } = counts;
  const line = `${area}: ${score.toFixed(1)} % of ${total} mutants: ${killed} killed, ${explained} explained, ${survivors.length} survived; ${ignored} ignored (static)`;
  return [line, ...survivors.map((survivor) => `  ${survivor}`)].join("\n");
}

function cut(source: string, { start, end }: Mutant["location"]): string {
  const lines = source.split("\n");
  const offset = ({ line, column }: Place) =>
    lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  return source.slice(offset(start), offset(end));
}

function short(code: string): string {
  const text = code.replace(/\s+/g, " ");
  return text.length > 90 ? `${text.slice(0, 87)}...` : text;
}
