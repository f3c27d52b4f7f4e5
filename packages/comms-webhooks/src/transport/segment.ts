import type { Issue } from "../errors/issue.js";

/** Finds what makes a value unfit for a path: these would address another resource, or none. */
export function segmentIssues(name: string, value: unknown): Issue[] {
  if (typeof value === "string" && !["", ".", ".."].includes(value)) return [];
  const came = typeof value === "string" ? JSON.stringify(value) : typeof value;
  return [{ message: `${name} must be an id; got ${came}`, path: [name] }];
}
