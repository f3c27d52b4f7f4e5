/** Returns the name that is a typing mistake away from another, or nothing if none is. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const distances = names.map(
    (candidate) => [distance(name.toLowerCase(), candidate.toLowerCase()), candidate] as const,
  );
  const [best] = distances.sort(([one], [other]) => one - other);
  return best && best[0] <= Math.max(1, name.length / 3) ? best[1] : undefined;
}

/** Counts the insertions, deletions and substitutions that turn one text into another. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, length) => length);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
