/** Headers as a server parsed them: one value or several for each name, in any case. */
export type ParsedHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Returns all values of a header, joined with `", "`, or nothing if it is missing. `name` is in lower case. */
export function parsedHeader(headers: ParsedHeaders, name: string): string | undefined {
  const values = Object.entries(headers).flatMap(([key, value]) => (key.toLowerCase() === name ? (value ?? []) : []));
  return values.length > 0 ? values.join(", ") : undefined;
}

/** Creates headers of the Fetch API. */
export function toHeaders(parsed: ParsedHeaders): Headers {
  // Appended one by one, because each header has its own rule for repetition, Cookie and Set-Cookie for example.
  const headers = new Headers();
  for (const [name, values] of Object.entries(parsed)) {
    // HTTP/2 has pseudo-headers such as ":path".
    if (!name.startsWith(":")) for (const value of [values ?? []].flat()) headers.append(name, value);
  }
  return headers;
}
