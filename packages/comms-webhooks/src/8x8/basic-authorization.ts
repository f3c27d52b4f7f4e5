import type { WebhookConfiguration } from "@comms-webhooks/8x8-types";
import { type Issue, issueAt } from "@comms-webhooks/validation";
import { toBase64 } from "../encoding.js";

/**
 * Returns the value of `httpAuthorization` for HTTP Basic authentication (RFC 7617), in UTF-8.
 * @throws {TypeError} where either is not a string or contains a control character, or the user contains a colon: Basic can't carry these.
 * @example
 * ```ts
 * import { basicAuthorization } from "comms-webhooks/8x8";
 *
 * console.log(basicAuthorization("user", "password")); // Basic dXNlcjpwYXNzd29yZA==
 * ```
 */
export function basicAuthorization(user: string, password: string): string {
  for (const [name, value] of Object.entries({ user, password })) {
    if (typeof value !== "string") throw new TypeError(`${name} must be a string; got ${typeof value}`);
    if (/\p{Cc}/u.test(value)) throw new TypeError(`${name} must not contain control characters`);
  }
  if (user.includes(":")) throw new TypeError("user must not contain a colon");
  return `Basic ${toBase64(`${user}:${password}`)}`;
}

/** Checks that 8x8 can send a webhook's `httpAuthorization` in a header. */
export function authorizationIssues({ httpAuthorization = "" }: WebhookConfiguration, index: number): Issue[] {
  if (/^[\t\x20-\x7e\xa0-\xff]*$/.test(httpAuthorization)) return [];
  const got = /[\r\n]/.test(httpAuthorization) ? "one with a line break" : "one with other characters";
  return [issueAt([index, "httpAuthorization"], `must be a header value in Latin-1; got ${got}`)];
}
