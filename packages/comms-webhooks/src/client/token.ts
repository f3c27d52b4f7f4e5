import { type Issue, issueAt } from "@comms-webhooks/validation";

/** What a token may consist of; a line break from a file or variable is the usual mistake. */
const token = /^[\x21-\x7e]+$/;

/** Finds what makes a value unfit for a token. */
export function tokenIssue(value: unknown): Issue | undefined {
  if (typeof value === "string" && token.test(value)) return undefined;
  return issueAt(["auth"], `must give a token of visible ASCII characters; got ${describe(value)}`);
}

/** Names the usual mistakes without a word of the token. */
function describe(value: unknown): string {
  if (typeof value !== "string") return typeof value;
  if (value === "") return "an empty string";
  if (/^Bearer\s/i.test(value)) return 'one that begins with the word "Bearer", which is added here';
  return /\s/.test(value) ? "one with a space or a line break" : "one with other characters";
}
