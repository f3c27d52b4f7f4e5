import { formatIssues, type Issue } from "@comms-webhooks/validation";
import { toBase64 } from "../encoding.js";

/** Redacts secrets, strips control characters (optionally keeping line breaks) and truncates. */
export type Redact = (text: string, lines?: "lines") => string;

/** A shorter secret is part of many words, so only whole words are redacted. */
const minLength = 4;

/** The longest text that an error repeats, in characters. */
const maxLength = 1_000;

/** A longer text isn't searched for secrets but left out. */
const maxSearched = 100_000;

const tooLong = "(left out because it is very long)";

/** Lists the secrets in a request's body. */
export function secretsIn(value: unknown, fields: readonly string[]): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) =>
    typeof field === "string" && fields.includes(key) ? [field] : secretsIn(field, fields),
  );
}

/** Lists the values of headers whose names suggest a secret. */
export function secretsInHeaders(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers)
    .filter(([name]) => /auth|cookie|key|password|secret|token/i.test(name))
    .map(([, value]) => value);
}

/**
 * Creates a function that redacts secrets: as they are, without their scheme, decoded from Basic, and each of these escaped
 * for JSON, percent-encoded in either case, and in base64 or base64url, padded or not.
 */
export function redactor(secrets: readonly string[]): Redact {
  const redact = createRedactor(secrets);
  return (text, lines) => {
    if (text.length > maxSearched) return tooLong;
    const safe = redact(text);
    const start = safe.length > maxLength ? `${safe.slice(0, maxLength)}…` : safe;
    return start.replace(lines ? /(?!\n)\p{Cc}/gu : /\p{Cc}+/gu, " ");
  };
}

/**
 * Creates a function that replaces secrets in texts with `***`, in all forms in which a text may contain them: with and without
 * their scheme, escaped for JSON, percent-encoded, and in base64.
 * @example
 * ```ts
 * import { createRedactor } from "comms-webhooks";
 *
 * const redact = createRedactor(["hunter2"]);
 * console.log(redact("GET /?key=hunter2")); // GET /?key=***
 * ```
 */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const pattern = secretPattern(secrets);
  return (text) => (pattern ? text.replace(pattern, "***") : text);
}

/** Returns whether a text repeats one of the secrets in any of the forms that are redacted. */
export function repeatsSecret(text: string, secrets: readonly string[]): boolean {
  const pattern = secretPattern(secrets.filter((secret) => secret.length >= minLength));
  return pattern !== undefined && text.search(pattern) >= 0;
}

/** Matches secrets in all forms, the longest first. */
function secretPattern(secrets: readonly string[]): RegExp | undefined {
  const forms = [...new Set(secrets.flatMap(plainForms).flatMap(encodings))].filter((form) => form !== "");
  const sources = forms.sort((one, other) => other.length - one.length).map(toPattern);
  return sources.length > 0 ? new RegExp(`(?:${sources.join("|")})={0,2}`, "g") : undefined;
}

/** Redacts the messages of issues, and joins those that then still differ. */
export function redactIssues(
  issues: readonly Issue[],
  redact: Redact,
): { readonly issues: readonly Issue[]; readonly text: string } {
  const redacted = issues.map(({ message, path }) => ({ message: redact(message), path }));
  const different = new Map(redacted.map((issue) => [issue.message, issue]));
  return { issues: redacted, text: formatIssues([...different.values()]) };
}

/** Returns whether a redacted text was left out whole. */
export function wasLeftOut(text: string): boolean {
  return text === tooLong;
}

/** Puts a redacted text in brackets, unless it was left out: then it is in brackets already. */
export function inBrackets(text: string): string {
  return wasLeftOut(text) ? text : `(${text})`;
}

/** Returns a secret as it is, without the spaces around it and its scheme, and decoded from Basic. */
function plainForms(given: string): string[] {
  const secret = given.trim();
  const credentials = secret.match(/^\w+\s+(\S.*)$/s)?.[1] ?? secret;
  const decoded = /^Basic /i.test(secret) ? decode(credentials) : undefined;
  return [given, secret, credentials, ...(decoded ? [decoded, decoded.replace(/^[^:]*:/, "")] : [])];
}

/** Returns a text as it is and in all encodings. Base64 is without padding, which the pattern adds. */
function encodings(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  if (text === "" || /\p{Surrogate}/u.test(text)) return [text, json];
  const percent = encodeURIComponent(text);
  const base64 = toBase64(text).replace(/=+$/, "");
  return [
    ...[text, json, percent, percent.replace(/%\w\w/g, (code) => code.toLowerCase())],
    ...[base64, base64.replaceAll("+", "-").replaceAll("/", "_")],
  ];
}

function decode(base64: string): string | undefined {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) && base64.length % 4 === 0
    ? new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)))
    : undefined;
}

/** Matches a secret also where its spaces and line breaks are others. */
function toPattern(secret: string): string {
  // \p{Cc} would need the flag "u", which makes patterns slow to compile.
  const any = "[\\s\\x00-\\x1f\\x7f-\\x9f]+";
  const source = secret.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/[\s\p{Cc}]+/gu, any);
  return secret.length < minLength ? `(?<!\\w)${source}(?!\\w)` : source;
}
