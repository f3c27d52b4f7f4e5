import { type Issue, issueAt } from "@comms-webhooks/validation";

/** Checks a path parameter. `.`, `..` and an empty one would address another resource, half a surrogate pair can't be encoded. */
export function pathParameterIssues(name: string, value: unknown): Issue[] {
  const isString = typeof value === "string";
  if (isString && !/^\.{0,2}$|\p{Surrogate}/u.test(value)) return [];
  return [issueAt([name], `must be an id; got ${isString ? JSON.stringify(value) : typeof value}`)];
}

/** Checks a token. A line break from a file or variable is the usual mistake. */
export function tokenIssues(token: unknown): Issue[] {
  if (typeof token === "string" && /^[\x21-\x7e]+$/.test(token)) return [];
  return [issueAt(["auth"], `must be or return a token of visible ASCII characters; got ${tokenMistake(token)}`)];
}

/** Names the usual mistakes without showing any of the token. */
function tokenMistake(token: unknown): string {
  if (typeof token !== "string") return typeof token;
  if (token === "") return "an empty string";
  if (/^Bearer\s/i.test(token)) return 'one that begins with the word "Bearer", which the client adds itself';
  return /\s/.test(token) ? "one with a space or a line break" : "one with other characters";
}
