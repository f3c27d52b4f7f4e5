import { fieldMessage, type StandardSchema, suggestion } from "@comms-webhooks/validation";

/** The most sentences of a message. */
const maxSentences = 50;

/** The most invalid items of an array that are reported. */
const maxInvalidItems = 20;

/** Validates a value. Returns a sentence for each mistake. */
export function issuesOf(
  schema: StandardSchema<unknown>,
  value: unknown,
  libraryOptions: { readonly [name: string]: unknown } = {},
): string[] {
  const { issues = [] } = schema["~standard"].validate(value, { libraryOptions });
  return issues.map(({ message }) => message);
}

/**
 * Validates an array up to its twentieth invalid item: the time that the check of an array takes grows by the square of
 * the number of invalid items.
 */
export function itemIssues(array: StandardSchema<unknown>, item: StandardSchema<unknown>, value: unknown): string[] {
  if (!Array.isArray(value)) return issuesOf(array, value);
  let end = 0;
  for (let invalid = 0; end < value.length && invalid < maxInvalidItems; end += 1) {
    if (issuesOf(item, value[end]).length > 0) invalid += 1;
  }
  return issuesOf(array, value.slice(0, end));
}

/** Keeps the first 50 sentences and counts the others. */
export function limited(issues: readonly string[]): string[] {
  if (issues.length <= maxSentences) return [...issues];
  return [...issues.slice(0, maxSentences), `and ${issues.length - maxSentences} more`];
}

/** The most names that a message lists. */
const maxNames = 12;

/**
 * Writes the rule that a field has one of some names, with the received value and the nearest name. Where the names are
 * many, `list` is where to find them.
 */
export function oneOf(field: string, names: readonly string[], got: unknown, list?: string): string {
  const meant = typeof got === "string" ? suggestion(got, names) : "";
  const known = `must be one of ${names.map((name) => JSON.stringify(name)).join(", ")}`;
  const rule =
    list !== undefined && names.length > maxNames
      ? `must be one of the ${names.length} names that ${list} lists`
      : known;
  return `${fieldMessage([field], rule, got)}${meant}`;
}
