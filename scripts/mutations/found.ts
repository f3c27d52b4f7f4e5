import type { Edit, Operation, Path } from "./edit.ts";

/** An edit in a file that is still to be named. */
export type Found = Omit<Edit, "file">;

/** Returns whether a value is a mapping of YAML. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Deletes a key of a mapping. */
export function drop(kind: string, parent: object, at: Path, key: string): Found {
  return edit(kind, [...at, key], (parent as Record<string, unknown>)[key], undefined);
}

/** Deletes an item of a list. */
export function dropItem(kind: string, list: readonly unknown[], at: Path, index: number): Found {
  return edit(kind, [...at, index], list[index], undefined);
}

/** Sets a key of a mapping or an item of a list, which may be new. */
export function replace(kind: string, parent: object, at: Path, key: string | number, to: unknown): Found {
  return edit(kind, [...at, key], (parent as Record<string | number, unknown>)[key], to);
}

/** Lists an edit for each string, number and boolean in a value. */
export function scalars(kind: string, value: unknown, at: Path): Found[] {
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, part]) =>
      scalars(kind, part, [...at, Array.isArray(value) ? Number(key) : key]),
    );
  return value === null ? [] : [edit(kind, at, value, other(value))];
}

function other(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  return typeof value === "number" ? value + 1 : `${value}x`;
}

function edit(kind: string, at: Path, from: unknown, to: unknown): Found {
  const operation: Operation = to === undefined ? { at } : { at, to };
  return { kind, at, from, to, operations: [operation] };
}
