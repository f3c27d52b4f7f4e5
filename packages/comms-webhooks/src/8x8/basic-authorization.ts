/**
 * Makes the value of `httpAuthorization` for HTTP Basic authentication (RFC 7617), in UTF-8.
 * @throws {TypeError} where the user has a colon or either has a control character, which Basic can't carry.
 */
export function basicAuthorization(user: string, password: string): string {
  if (user.includes(":")) throw new TypeError("user must not have a colon");
  for (const [name, value] of Object.entries({ user, password })) {
    if (/\p{Cc}/u.test(value)) throw new TypeError(`${name} must not have control characters`);
  }
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))}`;
}
