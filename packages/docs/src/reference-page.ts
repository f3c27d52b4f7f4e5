import { createHash } from "node:crypto";

/** A link of the header, as VitePress has it: its target begins with a slash. */
export interface HeaderLink {
  text: string;
  link?: string;
}

/** A rendered reference as a page of the site, and the script that the pages of all references share. */
export interface ReferencePage {
  page: string;
  script: { name: string; code: string };
}

const redoc = /<script type="module" id="redoc-code">([\s\S]*?)<\/script>/;
const header = /<header class="site-header">.*?<\/header>/s;

/**
 * Turns a rendered reference, which works as a file of its own, into a page of the site in the folder `reference`: with
 * the site's header, and with Redoc in a file that the browser loads once for all references.
 */
export function placeInSite(reference: string, api: string, links: readonly HeaderLink[]): ReferencePage {
  const [, code] = redoc.exec(reference) ?? [];
  if (code === undefined || !header.test(reference))
    throw new Error(`The reference of ${api} has no script or header.`);
  const digest = createHash("sha256").update(code).digest();
  const name = `redoc.${digest.toString("hex").slice(0, 8)}.js`;
  const page = reference
    .replace(redoc, `<script defer src="${name}"></script>`)
    .replace(`'sha256-${digest.toString("base64")}'`, "'self'")
    .replace(header, () => siteHeader(api, links));
  return { page, script: { name, code } };
}

/**
 * Returns the header: the search of the whole site, the links of the site's own header, and the index of this reference.
 * In a narrow window a button opens the links.
 */
function siteHeader(api: string, links: readonly HeaderLink[]): string {
  const items = [
    ...links.flatMap(({ text, link }) => (link ? [{ text, href: `..${link}` }] : [])),
    { text: "Index", href: `${api}/index.html` },
  ];
  const anchors = items.map(({ text, href }) => {
    const isCurrent = href === `../reference/${api}.html`;
    return `<a href="${href}"${isCurrent ? ' aria-current="page"' : ""}>${text}</a>`;
  });
  return [
    '<header class="site-header"><a class="home" href="../index.html">comms-webhooks</a>',
    '<a class="search" href="../index.html#local-search">Search<span> the site</span></a>',
    '<button type="button" class="menu" popovertarget="site-links">Menu</button>',
    `<nav id="site-links" aria-label="Site" popover>${anchors.join(" ")}</nav></header>`,
  ].join(" ");
}
