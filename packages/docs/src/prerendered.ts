const styled = /(<[a-z][^<>]*?) style="[^"]*"/g;

/**
 * Corrects what components prerender differently from what scripts make of it: the header of a page with a sidebar would
 * move. Style attributes, which the page's policy doesn't allow, are dropped; scripts set them where they matter.
 */
export function likeHydrated(html: string): string {
  const hasSidebar = html.includes('<aside class="VPSidebar"');
  return html
    .replace(styled, "$1")
    .replace('class="VPNavBar"', (unmarked) => (hasSidebar ? 'class="VPNavBar has-sidebar"' : unmarked));
}

/** Adds what a reader without scripts sees of a page that isn't prerendered, the one for addresses that don't exist. */
export function withFallback(html: string, { title, text, link }: Record<"title" | "text" | "link", string>): string {
  const fallback = `<noscript><main class="fallback"><h1>${title}</h1><p>${text}</p>${link}</main></noscript>`;
  return html.replace('<div id="app"></div>', (app) => `${app}\n    ${fallback}`);
}
