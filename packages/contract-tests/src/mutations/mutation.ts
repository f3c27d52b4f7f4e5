import type { Issue } from "../validators.ts";
import { fieldName, type Path } from "./values.ts";

/** One mistake put into a valid value. */
export interface Mutation {
  /** What was changed, for the report of a failure. */
  title: string;
  /** The value with the mistake. */
  value: unknown;
  /** Where an issue has to point. */
  path: Path;
  /** The place in the schema and the keyword, as `assertedSites` lists them. */
  site: string;
  /** How the issue's message begins: the field and the rule. Several, where one value breaks several rules. */
  begins: readonly string[];
  /** How it ends: with the received value. */
  ends: string;
}

/** Describes a mistake by the message that has to name it. */
export function mistake(
  title: string,
  value: unknown,
  path: Path,
  site: string,
  rules: string | readonly string[],
  ends = "",
): Mutation {
  const begins = [rules].flat().map((rule) => `${fieldName(path)} ${rule}`);
  return { title: `${fieldName(path)}: ${title}`, value, path, site, begins, ends };
}

/** Returns what issues miss: nothing if it is one issue that names the field, the rule and the received value. */
export function unnoticed({ title, path, begins, ends }: Mutation, issues: readonly Issue[]): object[] {
  const [issue] = issues;
  const right =
    issue !== undefined &&
    issues.length === 1 &&
    JSON.stringify(issue.path) === JSON.stringify(path) &&
    begins.some((begin) => issue.message.startsWith(begin)) &&
    issue.message.endsWith(ends);
  return right ? [] : [{ title, path, begins, ends, issues }];
}
