import type { Mutation } from "./mutation.ts";
import { removeAt, setAt } from "./values.ts";

/** A value with several nulls, and what is left of it without them. */
export interface NullSet {
  readonly sent: unknown;
  readonly left: unknown;
}

/** Returns a value with all of the given nulls, with every second one of them, with every third one, and so on. */
export function nullSets(value: unknown, nulls: readonly Mutation[]): NullSet[] {
  return [1, 2, 3, 5, 7]
    .map((step) => nulls.filter((_, index) => index % step === 0).map(({ path }) => path))
    .filter((paths) => paths.length > 0)
    .map((paths) => {
      const isInside = (path: Mutation["path"]) =>
        paths.some((outer) => outer.length < path.length && outer.every((key, index) => key === path[index]));
      const own = paths.filter((path) => !isInside(path));
      return {
        sent: own.reduce((part, path) => setAt(part, path, null), value),
        left: own.reduce((part, path) => removeAt(part, path), value),
      };
    });
}
