import { nearest } from "@comms-webhooks/validation";
import type { Issue } from "comms-webhooks";
import type { Field } from "./fields.js";
import type { Problem } from "./problem.js";
import type { Range } from "./source.js";

/** Where an issue that is about no field of the file is shown. */
export interface Subject {
  readonly place: string;
  readonly range: Range | undefined;
}

/**
 * Returns an issue of a webhook or an account as a problem of the file, at the field that it is about. Nothing of what the
 * environment has is shown: references stand for it. Returns nothing where the field's problem was reported already.
 */
export function issueProblem(
  issue: Issue,
  fields: ReadonlyMap<string, Field>,
  { place, range }: Subject,
): Problem | undefined {
  const [name = "", inner] = issue.path.map(String);
  const outer = fields.get(name);
  const field = inner === undefined ? outer : (outer?.fields?.get(inner) ?? outer);
  if (outer?.isWrong || field?.isWrong) return undefined;
  const message = hideValues(withoutAdvice(issue.message), field, [...fields.values()]);
  return {
    message,
    remedy: remedyFor(issue, field),
    range: (field?.fields ? field.key : field?.range) ?? range,
    place,
  };
}

/** The client's advice names options of its functions. */
const advice = /\. (?:To accept any URL|To send it anyway), .*$/;

function withoutAdvice(message: string): string {
  return message.replace(advice, "");
}

function hideValues(message: string, field: Field | undefined, all: readonly Field[]): string {
  let text = message;
  if (field?.isSecret || field?.reference !== undefined || field?.fields) {
    const shown = field.reference !== undefined && !field.isSecret ? `; got the value of ${field.reference}` : "";
    text = text
      .replace(/; got (?:host )?(?:"(?:[^"\\]|\\.)*"|[^;]*)/, shown)
      .replace(/ the unknown name "(?:[^"\\]|\\.)*"(?:; did you mean [^?;]*\?)?/, " an unknown name");
  }
  for (const { value, reference } of all) {
    if (reference !== undefined && typeof value === "string")
      text = text.replaceAll(JSON.stringify(value), () => reference);
  }
  return text;
}

function remedyFor({ message, path }: Issue, field: Field | undefined): string {
  const name = path.at(-1);
  if (message.includes('targetUrls: "any"'))
    return 'Write a public https URL, or "targetUrls: any" in the account to accept any.';
  if (message.includes("undocumented: true"))
    return 'Write a documented one, or "undocumented: true" in the webhook to skip the check.';
  if (message.endsWith("is required"))
    return `Write "${name}: …" in the webhook${path.length > 1 ? "" : " or in the account's defaults"}.`;
  if (message.includes("must be absent")) return `Remove ${name}, or what excludes it.`;
  const [, list] = /must be (?:one of )?((?:"[^"]*"(?:, )?)+|\w+(?:, \w+)+)(?=;| for )/.exec(message) ?? [];
  if (list !== undefined) {
    const values = list.split(", ").map((value) => value.replaceAll('"', ""));
    const meant =
      typeof field?.value === "string" && field.reference === undefined ? nearest(field.value, values) : undefined;
    return meant
      ? `Did you mean ${meant}?`
      : values.length === 1
        ? `Write ${values[0]}${message.includes(" for ") ? "" : ", or remove the line"}.`
        : "Write one of these values.";
  }
  if (field?.reference !== undefined) return "Correct the value of the environment variable.";
  return `Correct ${path.join(".")}.`;
}
