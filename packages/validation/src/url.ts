/**
 * Returns the URL that a text is, resolved against `base`, or `undefined` if it isn't one.
 *
 * `URL.canParse` isn't used: after some thousand calls, Node 20 and 22 return `false` for every URL with letters such as "ü".
 */
export function parseUrl(text: string, base?: string | URL): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined; // `new URL` throws only if the text or the base isn't a URL.
  }
}
