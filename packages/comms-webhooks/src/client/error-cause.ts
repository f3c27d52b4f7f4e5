import type { Redact } from "./redact.js";

/** Causes below causes that are followed, since a chain can lead back to itself. */
const deepest = 5;

/** Finds the most telling words: Node's `fetch failed` hides the system's error below it. */
export function reasonOf(error: unknown, depth: number = deepest): string {
  const { name, message, cause } = fieldsOf(error);
  if (depth > 0 && fieldsOf(cause).message !== undefined) return reasonOf(cause, depth - 1);
  return message || name || (typeof error === "string" ? error : typeof error);
}

/** Lists the system's codes of an error and its causes, such as `ECONNREFUSED`. */
export function codesOf(error: unknown, depth: number = deepest): string[] {
  const { code, cause } = fieldsOf(error);
  const below = depth > 0 && cause !== undefined ? codesOf(cause, depth - 1) : [];
  return code === undefined ? below : [code, ...below];
}

/** Copies an error without what it may carry of the request: name, message, code, stack and causes stay. */
export function copyOf(error: unknown, redact: Redact, depth: number = deepest): unknown {
  const { name, message, code, stack, cause } = fieldsOf(error);
  if (message === undefined) return typeof error === "string" ? redact(error) : undefined;
  const below = depth > 0 && cause !== undefined ? copyOf(cause, redact, depth - 1) : undefined;
  const copy = new Error(redact(message), below === undefined ? undefined : { cause: below });
  if (name !== undefined) copy.name = redact(name);
  if (stack !== undefined) copy.stack = redact(stack, "lines");
  return code === undefined ? copy : Object.assign(copy, { code: redact(code) });
}

interface Fields {
  name: string | undefined;
  message: string | undefined;
  code: string | undefined;
  stack: string | undefined;
  cause: unknown;
}

/** Reads what looks like an error, from whatever realm; anything may have been thrown. */
function fieldsOf(error: unknown): Fields {
  const read = (name: string): unknown => {
    try {
      return Object(error)[name];
    } catch {
      return undefined; // A getter that throws has nothing to tell.
    }
  };
  const text = (name: string) => {
    const value = typeof error === "object" ? read(name) : undefined;
    return typeof value === "string" ? value : undefined;
  };
  return {
    name: text("name"),
    message: text("message"),
    code: text("code"),
    stack: text("stack"),
    cause: read("cause"),
  };
}
