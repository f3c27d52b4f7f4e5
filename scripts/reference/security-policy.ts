import { createHash } from "node:crypto";

const policy = /(<meta http-equiv="Content-Security-Policy" content=")[^"]*(">)/;
const inlineScript = /<script(?: type="module")?(?: id="[\w-]+")?>([\s\S]*?)<\/script>/g;

/**
 * Sets a page's Content-Security-Policy: it can run the scripts that it contains as they are, and those of the given
 * sources, load nothing from elsewhere, and send nothing anywhere. Styles are inline, for Redoc makes them as it runs.
 */
export function withSecurityPolicy(page: string, ...sources: string[]): string {
  const hashes = [...page.matchAll(inlineScript)].map(
    ([, code = ""]) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`,
  );
  const scripts = [...sources, ...new Set(hashes)].join(" ");
  const directives = [
    "default-src 'none'",
    `script-src ${scripts}`,
    "style-src 'unsafe-inline'",
    "img-src data:",
    "font-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  if (!policy.test(page)) throw new Error("The page has no Content-Security-Policy to set.");
  return page.replace(policy, (_, before: string, after: string) => `${before}${directives.join("; ")}${after}`);
}
