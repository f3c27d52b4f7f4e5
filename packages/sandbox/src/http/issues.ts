import type { StandardSchema } from "@comms-webhooks/webex-client/validators";

const most = 50;

/** Validates a value and gives what is wrong with it, a sentence for each mistake. */
export function issuesOf(
  schema: StandardSchema<unknown>,
  value: unknown,
  libraryOptions: { readonly [name: string]: unknown } = {},
): string[] {
  const { issues = [] } = schema["~standard"].validate(value, { libraryOptions });
  return issues.map(({ message }) => message);
}

/** Keeps the first 50 sentences and says how many more there are. */
export function limited(issues: readonly string[]): string[] {
  if (issues.length <= most) return [...issues];
  return [...issues.slice(0, most), `and ${issues.length - most} more`];
}
