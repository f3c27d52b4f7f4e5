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
