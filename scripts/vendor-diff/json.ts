/** An object of a parsed document. */
export type Json = Readonly<Record<string, unknown>>;

/** Returns whether a value is an object with names. */
export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns a value if it is an object with names, and else an empty one. */
export function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

/** Returns the value of a name that an object has itself. */
export function own(object: Json, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Writes a name as a part of a JSON Pointer. */
export function segment(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
