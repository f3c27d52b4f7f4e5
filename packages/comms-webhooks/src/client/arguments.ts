import type { Issue, StandardSchema } from "@comms-webhooks/validation";
import type { Redact } from "./redact.js";

/** Checks a value as it is in JSON, which is what is sent. */
export function checkJson<Input>(
  schema: StandardSchema<Input>,
  value: unknown,
  options: object,
): { readonly json: unknown; readonly input?: Input; readonly issues?: readonly Issue[] } {
  const json = snapshot(value);
  if (!json) {
    return { json: undefined, issues: [{ message: "the value must be such that JSON can hold it", path: [] }] };
  }
  const result = schema["~standard"].validate(json.value, { libraryOptions: { ...options } });
  return result.issues ? { json: json.value, issues: result.issues } : { json: json.value, input: result.value };
}

/** Makes issues safe to show. */
export function redactIssues(issues: readonly Issue[], redact: Redact): Issue[] {
  return issues.map(({ message, path }) => ({ message: redact(message), path }));
}

function snapshot(value: unknown): { value: unknown } | undefined {
  try {
    const text: string | undefined = JSON.stringify(value);
    return { value: text === undefined ? undefined : JSON.parse(text) };
  } catch {
    return undefined; // Told by the caller: a circle, a BigInt or a getter of the user's own.
  }
}
