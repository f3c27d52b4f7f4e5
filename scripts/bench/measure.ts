/** A row of the report. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly budget: string;
  readonly met: boolean;
}

const rounds = 15;
const warmUp = 3;

/**
 * Takes the time of functions in turn, so that a busy machine slows all of them, and gives the median of each in
 * microseconds a call. Only their ratios mean something.
 */
export async function timeOf<Name extends string>(
  functions: Readonly<Record<Name, () => unknown>>,
  calls: number,
): Promise<Record<Name, number>> {
  const times = new Map<Name, number[]>();
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(functions) as [Name, () => unknown][]) {
      const start = performance.now();
      for (let call = 0; call < calls; call += 1) await run();
      const time = ((performance.now() - start) / calls) * 1_000;
      if (round >= 0) times.set(name, [...(times.get(name) ?? []), time]);
    }
  }
  return Object.fromEntries([...times].map(([name, all]) => [name, median(all)])) as Record<Name, number>;
}

/** Makes a row of a figure that has a limit. */
export function atMost(what: string, value: number, limit: number, unit = ""): Row {
  return { what, measured: shown(value, unit), budget: `at most ${limit}${unit}`, met: value <= limit };
}

/** Makes a row of a figure that has to be reached. */
export function atLeast(what: string, value: number, limit: number): Row {
  return { what, measured: shown(value, ""), budget: `at least ${limit}`, met: value >= limit };
}

function shown(value: number, unit: string): string {
  return `${Number.isInteger(value) ? value : value.toFixed(2)}${unit}`;
}

function median(values: number[]): number {
  return values.sort((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}
