import type { Check } from "./standard-schema.js";

/** A property that is `null` and counts as absent. */
interface AbsentNull {
  readonly object: object;
  readonly name: string;
}

/**
 * The nulls that the running check has skipped. Compiled checks add to it and, after a branch of a union that doesn't
 * match, take back what the branch added. It stays empty for a value without such nulls, which therefore costs nothing.
 */
export const absentNulls: AbsentNull[] = [];

/** Notes that a check has skipped a property that is `null`. */
export function absent(object: object, name: string): void {
  // What an object inherits can't be left out.
  if (Object.hasOwn(object, name)) absentNulls.push({ object, name });
}

/**
 * Returns a value without the nulls that its check has just skipped, and whether that is valid. It is checked again, since a
 * rule across fields can depend on which ones are there. Each run takes time in proportion to the size of the value, and
 * there are only as many runs as a schema has such rules behind each other.
 */
export function checkWithoutNulls(check: Check, value: unknown): { readonly valid: boolean; readonly value: unknown } {
  let valid = false;
  let current = value;
  while (absentNulls.length > 0) {
    current = copyWithout(current, absentNulls.splice(0));
    valid = check(current);
  }
  return { valid, value: current };
}

/** Copies a JSON value without some of its properties. It doesn't recurse, since the depth is the sender's choice. */
function copyWithout(root: unknown, nulls: readonly AbsentNull[]): unknown {
  const copies = new Map<unknown, Record<string, unknown>>();
  const pending: Record<string, unknown>[] = [];
  const copy = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    const known = copies.get(value);
    if (known) return known;
    const created = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
    copies.set(value, created);
    pending.push(created);
    return created;
  };
  const result = copy(root);
  for (const object of pending) for (const name of Object.keys(object)) object[name] = copy(object[name]);
  // A check that threw can have left nulls of another value.
  for (const { object, name } of nulls) delete copies.get(object)?.[name];
  return result;
}
