import * as fc from "fast-check";

/** The same seed repeats the same values: FUZZ_SEED=123 npm test. */
const seed = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

/** How many values each schema is tried with. */
const numRuns = Number(process.env["FUZZ_RUNS"] ?? 100);

/** Checks a property with many values. The error has the seed and the smallest value that the property doesn't hold for. */
export async function holds<Value>(
  values: fc.Arbitrary<Value>,
  check: (value: Value) => void | Promise<void>,
): Promise<void> {
  const property = fc.asyncProperty(values, async (value) => check(value));
  const result = await fc.check(property, { seed, numRuns, includeErrorInReport: true });
  if (!result.failed) return;
  const [reason] = [result.errorInstance];
  const smallest = fc.stringify(result.counterexample?.[0]);
  const text = reason instanceof Error ? reason.message : String(reason);
  throw new Error(
    `Doesn't hold for ${smallest}\n(run ${result.numRuns} of ${numRuns}, made smaller ${result.numShrinks} times; repeat it with FUZZ_SEED=${seed})\n${text}`,
    { cause: reason },
  );
}
