/** A row of the report. Without a budget it is there to be known. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly budget?: string | undefined;
  readonly met?: boolean | undefined;
}

/** How often functions are measured in turn, and how often before that without counting. */
export interface Rounds {
  readonly rounds: number;
  readonly warmUp: number;
}

/**
 * Measures functions in turn, so that a busy machine slows all of them, and returns the median of each in microseconds
 * a call. Only their ratios mean something.
 */
export async function timeOf<Name extends string>(
  functions: Readonly<Record<Name, () => unknown>>,
  calls: number,
): Promise<Record<Name, number>> {
  const many = mapValues(functions, (run) => async () => {
    for (let call = 0; call < calls; call += 1) await run();
  });
  return mapValues(await timesOf(many, { rounds: 15, warmUp: 3 }), (times) => (median(times) / calls) * 1_000);
}

/** Measures functions in turn, and returns the milliseconds of each, round by round. */
export async function timesOf<Name extends string>(
  functions: Readonly<Record<Name, () => unknown>>,
  { rounds, warmUp }: Rounds,
): Promise<Record<Name, number[]>> {
  const times = mapValues(functions, (): number[] => []);
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const name of Object.keys(functions) as Name[]) {
      const start = performance.now();
      await functions[name]();
      if (round >= 0) times[name].push(performance.now() - start);
    }
  }
  return times;
}

/** Returns a row for a figure that has an upper limit. */
export function atMost(what: string, value: number, limit: number, unit = ""): Row {
  return { what, measured: shown(value, unit), budget: `at most ${limit}${unit}`, met: value <= limit };
}

/** Returns a row for a figure that has a lower limit. */
export function atLeast(what: string, value: number, limit: number): Row {
  return { what, measured: shown(value, ""), budget: `at least ${limit}`, met: value >= limit };
}

/** Returns a row for a figure without a limit. */
export function known(what: string, value: number, unit = ""): Row {
  return { what, measured: shown(value, unit) };
}

function shown(value: number, unit: string): string {
  return `${Number.isInteger(value) ? value : value.toFixed(2)}${unit}`;
}

/** Returns the median. */
export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

function mapValues<Name extends string, From, To>(
  from: Readonly<Record<Name, From>>,
  map: (value: From) => To,
): Record<Name, To> {
  const entries = Object.entries<From>(from).map(([name, value]) => [name, map(value)]);
  return Object.fromEntries(entries) as Record<Name, To>;
}
