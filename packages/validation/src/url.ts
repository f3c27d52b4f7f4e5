/**
 * Returns the URL that a text is, resolved against `base`, or `undefined` if it isn't one.
 *
 * `URL.canParse` isn't used: after some thousand calls, Node 20 and 22 return `false` for every URL with letters such as "ü".
 */
export function parseUrl(text: string, base?: string | URL): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined; // The only error that a string can cause.
  }
}
