import { type Issue, issueAt } from "@comms-webhooks/validation";

/** Finds what makes a value unfit for a path: these would address another resource, or none. */
export function segmentIssues(name: string, value: unknown): Issue[] {
  if (typeof value === "string" && !["", ".", ".."].includes(value) && isWellFormed(value)) return [];
  const came = typeof value === "string" ? JSON.stringify(value) : typeof value;
  return [issueAt([name], `must be an id; got ${came}`)];
}

/** Half a surrogate pair can't be percent-encoded. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
