import type { Document } from "./apis.ts";

const style = `
  :root { color-scheme: light dark; --text: #1b1f24; --quiet: #57606a; --line: #d0d7de; --back: #fff; --link: #0a58ca; }
  @media (prefers-color-scheme: dark) {
    :root { --text: #e6e8eb; --quiet: #9aa4af; --line: #3a4048; --back: #1b1f24; --link: #7ab7ff; }
  }
  body { margin: 0 auto; max-width: 44rem; padding: 3rem 1.5rem; background: var(--back); color: var(--text);
    font: 1.0625rem/1.6 system-ui, sans-serif; }
  h1 { margin: 0 0 0.5rem; font-size: 2rem; line-height: 1.2; }
  h2 { margin: 0 0 0.25rem; font-size: 1.25rem; }
  section { margin-top: 1.5rem; padding: 1.25rem 1.5rem; border: 1px solid var(--line); border-radius: 0.75rem; }
  p { margin: 0.25rem 0; }
  .quiet { color: var(--quiet); }
  a { color: var(--link); text-underline-offset: 0.15em; }
  a:focus-visible { outline: 2px solid; outline-offset: 2px; }
`;

/** Renders the page that links to the references. It has no script and loads nothing. */
export function indexPage(documents: Record<string, Document>): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>comms-webhooks</title>
  <link rel="icon" href="data:,">
  <style>${style}</style>
</head>
<body>
  <header>
    <h1>comms-webhooks</h1>
    <p>Typed, spec-first clients and receivers for webhook APIs.</p>
    <p class="quiet">This project is unofficial and was never run against the live vendors.</p>
  </header>
  <main>
${Object.entries(documents)
  .map(([name, document]) => section(name, document))
  .join("\n")}
  </main>
</body>
</html>
`;
}

const section = (name: string, { info }: Document): string => `    <section aria-labelledby="${name}">
      <h2 id="${name}">${escapeHtml(info.title)}</h2>
      <p>${escapeHtml(info.summary)}</p>
      <p><a href="${name}.html" aria-describedby="${name}">Reference</a> · <a href="${name}.openapi.json" aria-describedby="${name}">OpenAPI document</a> <span class="quiet">version ${escapeHtml(info.version)}</span></p>
    </section>`;

const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
