/** Keys and indexes from a value down. */
export type Path = readonly (string | number)[];

/** Gives the part of a value at a path. */
export function getAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], root);
}

/** Gives a copy of a value with another part at a path. */
export function setAt(root: unknown, path: Path, part: unknown): unknown {
  const [last, parents] = [path.at(-1), path.slice(0, -1)];
  if (last === undefined) return part;
  const copy = structuredClone(root);
  // An own property even where the name is "__proto__".
  Object.defineProperty(getAt(copy, parents), last, { value: part, enumerable: true, configurable: true });
  return copy;
}

/** Gives a copy of a value without the part at a path. */
export function removeAt(root: unknown, path: Path): unknown {
  const copy = structuredClone(root);
  delete (getAt(copy, path.slice(0, -1)) as Record<string | number, unknown>)[path.at(-1) ?? ""];
  return copy;
}

/** Writes a path as an issue's message begins with it. */
export function fieldName(path: Path): string {
  const plain = /^[\w$*-]+$/;
  const parts = path.map((key) =>
    plain.test(String(key)) && typeof key === "string" ? `.${key}` : `[${JSON.stringify(key)}]`,
  );
  return parts.join("").replace(/^\./, "") || "the value";
}

/** Whether a value is of a JSON Schema type, or of one of several. */
export function isOfType(value: unknown, type: string | readonly string[]): boolean {
  if (typeof type !== "string") return type.some((one) => isOfType(value, one));
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "null") return value === null;
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof value === type;
}

/** A value of each JSON type. */
export const samples: readonly unknown[] = [null, true, 7, 7.5, "text", [], {}];
