import type { Issue } from "@comms-webhooks/webex-client/validators";

/** Makes the issue of a field, whose message begins with the field's name. */
export function issueAt(path: Issue["path"], rule: string): Issue {
  return { path, message: `${field(path)} ${rule}` };
}

function field(path: Issue["path"]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? key : `${text}.${key}`;
  }, "");
}
