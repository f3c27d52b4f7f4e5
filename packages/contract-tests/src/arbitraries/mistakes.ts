import * as fc from "fast-check";
import type { Choose, Mutation } from "../mutations/index.ts";

/** Puts one mistake into each value: one of those that `find` returns for a part that is chosen. */
export function mistakesIn(
  values: fc.Arbitrary<unknown>,
  find: (value: unknown, choose: Choose) => readonly Mutation[],
): fc.Arbitrary<Mutation> {
  const choice = fc.nat({ max: 2 ** 20 });
  return fc
    .tuple(values, choice, choice)
    .map(([value, part, kind]) => {
      const mistakes = find(value, (nodes) => nodes.slice(part % nodes.length).slice(0, 1));
      return mistakes[kind % mistakes.length];
    })
    .filter((mistake) => mistake !== undefined);
}
