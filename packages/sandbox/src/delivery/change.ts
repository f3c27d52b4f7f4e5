/**
 * Fields that replace those of an example, at any depth. An array is replaced as a whole, and `undefined` removes a field.
 */
export type Change<Value> = Value extends readonly unknown[]
  ? Value
  : Value extends object
    ? { readonly [Key in keyof Value]?: Change<Value[Key]> | undefined }
    : Value;

/** Applies a change to a value, and returns the result. */
export function changed(value: unknown, change: unknown): unknown {
  if (!isFields(value) || !isFields(change)) return change;
  const fields = Object.entries(change).map(([name, next]) => [name, changed(value[name], next)]);
  return { ...value, ...Object.fromEntries(fields) };
}

/** Replaces the string at a path of field names. Returns the value as it is where the path leads to no string. */
export function replacedAt(value: unknown, path: readonly string[], replace: (text: string) => string): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return typeof value === "string" ? replace(value) : value;
  if (!isFields(value) || !Object.hasOwn(value, name)) return value;
  return { ...value, [name]: replacedAt(value[name], rest, replace) };
}

/** Returns whether a value is an object with fields, and not an array. */
export function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
