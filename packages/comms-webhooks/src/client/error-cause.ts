import type { Redact } from "./redact.js";

/** How deep causes of causes are followed, since a chain can lead back to itself. */
const maxDepth = 5;

/** Returns the most telling message: Node's `fetch failed` hides the system's error below it. */
export function messageOf(error: unknown, depth: number = maxDepth): string {
  const { name, message, cause } = fieldsOf(error);
  if (depth > 0 && fieldsOf(cause).message !== undefined) return messageOf(cause, depth - 1);
  return message || name || (typeof error === "string" ? error : typeof error);
}

/** Lists an error and its causes, and the errors that it sums up. */
export function causesOf(error: unknown, depth: number = maxDepth): Fields[] {
  const fields = fieldsOf(error);
  const below = depth > 0 ? [fields.cause, ...fields.errors].filter((each) => each !== undefined) : [];
  return [fields, ...below.flatMap((each) => causesOf(each, depth - 1))];
}

/** Copies an error without what it may contain of the request: name, message, code, stack and causes stay. */
export function copyError(error: unknown, redact: Redact, depth: number = maxDepth): unknown {
  const { name, message, code, stack, cause } = fieldsOf(error);
  if (message === undefined) return typeof error === "string" ? redact(error) : undefined;
  const below = depth > 0 && cause !== undefined ? copyError(cause, redact, depth - 1) : undefined;
  const copy = new Error(redact(message), below === undefined ? undefined : { cause: below });
  if (name !== undefined) copy.name = redact(name);
  if (stack !== undefined) copy.stack = redact(stack, "lines");
  return code === undefined ? copy : Object.assign(copy, { code: redact(code) });
}

type Text = "name" | "message" | "code" | "syscall" | "stack";

/** What is read of an error. */
export type Fields = { readonly [Name in Text]: string | undefined } & {
  readonly cause: unknown;
  readonly errors: readonly unknown[];
};

/** Reads what looks like an error, from whatever realm; anything may have been thrown. */
function fieldsOf(error: unknown): Fields {
  const read = (name: string): unknown => {
    try {
      return Object(error)[name];
    } catch {
      return undefined; // A getter that throws has nothing to report.
    }
  };
  const text = (name: string) => {
    const value = typeof error === "object" ? read(name) : undefined;
    return typeof value === "string" ? value : undefined;
  };
  const errors = read("errors");
  return {
    name: text("name"),
    message: text("message"),
    code: text("code"),
    syscall: text("syscall"),
    stack: text("stack"),
    cause: read("cause"),
    errors: Array.isArray(errors) ? errors : [],
  };
}
