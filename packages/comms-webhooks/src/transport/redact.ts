/** The fields whose values are secrets, in the vendors' names. */
const secretFields = new Set(["secret", "httpAuthorization", "clientSecret"]);

/** Shorter values are no secrets worth the name, and replacing them would garble the text. */
const shortest = 4;

/** Lists the secrets in a request's body. */
export function secretsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) =>
    secretFields.has(key) && typeof field === "string" ? [field] : secretsIn(field),
  );
}

/** Replaces each secret in a text by `***`. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= shortest)
    .sort((a, b) => b.length - a.length)
    .reduce((safe, secret) => safe.replaceAll(secret, "***"), text);
}
