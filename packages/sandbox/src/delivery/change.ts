/** Fields in place of those of an example, at any depth; an array is replaced as a whole, `undefined` takes a field away. */
export type Change<Value> = Value extends readonly unknown[]
  ? Value
  : Value extends object
    ? { readonly [Key in keyof Value]?: Change<Value[Key]> | undefined }
    : Value;

/** Puts the fields of a change in place. */
export function changed(value: unknown, change: unknown): unknown {
  if (!isFields(value) || !isFields(change)) return change;
  const fields = Object.entries(change).map(([name, next]) => [name, changed(value[name], next)]);
  return { ...value, ...Object.fromEntries(fields) };
}

/** Tells whether a value is an object that has fields, and no array. */
export function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
