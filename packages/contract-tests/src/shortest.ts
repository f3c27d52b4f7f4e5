/**
 * Returns the shortest time that each work takes in several runs, in milliseconds. The runs take turns and are short, so
 * that a busy machine interrupts some of them, and of each work at least one is left.
 */
export function shortest<Works extends readonly (() => unknown)[]>(
  runs: number,
  ...works: Works
): { [I in keyof Works]: number } {
  const best = works.map(() => Number.POSITIVE_INFINITY);
  for (let run = 0; run < runs; run += 1) {
    for (const [index, work] of works.entries()) {
      const start = performance.now();
      work();
      best[index] = Math.min(best[index] ?? 0, performance.now() - start);
    }
  }
  return best as { [I in keyof Works]: number };
}
