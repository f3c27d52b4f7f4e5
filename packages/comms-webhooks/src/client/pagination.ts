const links = /<([^<>]*)>((?:\s*;\s*[^\s=;,]+\s*(?:=\s*(?:"[^"]*"|[^\s",;]*))?)*)/g;

/** Finds the target of the first `rel="next"` in a `Link` header (RFC 8288). */
export function nextLink(header: string | null): string | undefined {
  for (const [, target, parameters] of (header ?? "").matchAll(links)) {
    const rel = parameters?.match(/;\s*rel\s*=\s*(?:"([^"]*)"|([^\s",;]*))/i);
    if ((rel?.[1] ?? rel?.[2] ?? "").toLowerCase().split(/\s+/).includes("next")) return target;
  }
  return undefined;
}
