/** Keys and indexes from a value down. */
export type Path = readonly (string | number)[];

/** Returns a copy of a value with another part at a path; everything beside the path is shared. */
export function setAt(root: unknown, path: Path, part: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return part;
  const copy = shallowCopy(root);
  // An own property even where the name is "__proto__".
  const value = setAt(copy[key], rest, part);
  Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

/** Returns a copy of a value without the part at a path; everything beside the path is shared. */
export function removeAt(root: unknown, path: Path): unknown {
  const [key, ...rest] = path;
  const copy = shallowCopy(root);
  if (key === undefined) return copy;
  if (rest.length === 0) delete copy[key];
  else copy[key] = removeAt(copy[key], rest);
  return copy;
}

function shallowCopy(value: unknown): Record<string | number, unknown> {
  return (Array.isArray(value) ? [...value] : { ...Object(value) }) as Record<string | number, unknown>;
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
