import { toBase64 } from "../base64.js";

/** Makes a text safe to show: no secret of the call in it, no control character but, where asked, line breaks, and not endless. */
export type Redact = (text: string, lines?: "lines") => string;

/** Shorter secrets can't be told from other text, so a text that may have one is left out whole. */
const shortest = 4;

/** The longest text of somebody else's that an error repeats, in characters. */
const longest = 1_000;

/** A text beyond this is not looked through. */
const tooLong = 100_000;

/** Lists the secrets in a request's body. */
export function secretsIn(value: unknown, fields: readonly string[]): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) =>
    typeof field === "string" && fields.includes(key) ? [field] : secretsIn(field, fields),
  );
}

/** Lists the values of headers whose names say that they are secret. */
export function secretsInHeaders(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers)
    .filter(([name]) => /auth|cookie|key|password|secret|token/i.test(name))
    .map(([, value]) => value);
}

/** Knows the secrets of a call in every form that a server may repeat them in. It prepares them when first used. */
export function redactor(secrets: () => readonly string[]): Redact {
  let redact: Redact | undefined;
  return (text, lines) => {
    redact ??= prepare(secrets());
    return redact(text, lines);
  };
}

function prepare(secrets: readonly string[]): Redact {
  const forms = [...new Set(secrets.flatMap(formsOf))].filter((form) => form !== "");
  const short = forms.filter((form) => form.length < shortest);
  const long = forms.filter((form) => form.length >= shortest).sort((a, b) => b.length - a.length);
  const pattern = long.length > 0 ? new RegExp(long.map(toPattern).join("|"), "gu") : undefined;
  return (text, lines) => {
    if (text.length > tooLong) return "(left out, since it is very long)";
    const safe = pattern ? text.replace(pattern, "***") : text;
    if (short.some((form) => safe.includes(form))) return "(left out, since it may repeat a secret)";
    const start = safe.length > longest ? `${safe.slice(0, longest)}…` : safe;
    return start.replace(lines ? /(?!\n)\p{Cc}/gu : /\p{Cc}+/gu, " ");
  };
}

/** A secret as it is, without its scheme, decoded from Basic, in a URL and in base64. */
function formsOf(given: string): string[] {
  const secret = given.trim();
  const credentials = secret.match(/^\w+\s+(\S.*)$/s)?.[1] ?? secret;
  const decoded = /^Basic /i.test(secret) ? decode(credentials) : undefined;
  return [secret, credentials, ...(decoded ? [decoded, decoded.replace(/^[^:]*:/, "")] : [])].flatMap((form) => [
    form,
    JSON.stringify(form).slice(1, -1),
    ...(/\p{Surrogate}/u.test(form) ? [] : [encodeURIComponent(form), toBase64(form)]),
  ]);
}

function decode(base64: string): string | undefined {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) && base64.length % 4 === 0
    ? new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)))
    : undefined;
}

/** Finds a secret also where its spaces and line breaks are others. */
function toPattern(secret: string): string {
  return secret.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/[\s\p{Cc}]+/gu, "[\\s\\p{Cc}]+");
}
