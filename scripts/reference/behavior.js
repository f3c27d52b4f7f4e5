// What the references do besides Redoc: one color mode with the site, a search that the keyboard reaches, and landmarks
// and headings for those who don't see the page. Runs before Redoc, and again on what Redoc adds.
{
  const [siteKey, ownKey] = ["vitepress-theme-appearance", "redoc.colorMode"];
  const root = document.documentElement;

  /** Storage can be blocked; then the system's color mode is used. @param {(storage: Storage) => any} task */
  const stored = (task) => {
    try {
      return task(localStorage);
    } catch {
      return undefined;
    }
  };

  const chosen = stored((storage) => storage.getItem(siteKey));
  if (chosen === "light" || chosen === "dark") stored((storage) => storage.setItem(ownKey, chosen));
  else if (chosen === "auto") stored((storage) => storage.removeItem(ownKey));
  stored((storage) => {
    const mode = storage.getItem(ownKey);
    root.classList.add(mode ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
  });

  /** @param {string} selector @param {string} name @param {string} value */
  const set = (selector, name, value) => {
    for (const element of document.querySelectorAll(selector))
      if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  };

  const improve = () => {
    set(".menu-content", "role", "navigation");
    set(".menu-content", "aria-label", "Contents");
    set('[data-testid="search-trigger"]', "role", "button");
    set('[data-testid="search-trigger"]', "tabindex", "0");
    // The dialog of the search.
    for (const dialog of document.querySelectorAll("body > div:not(#redoc):has(input)")) {
      dialog.setAttribute("role", "dialog");
      dialog.setAttribute("aria-label", "Search");
      for (const header of dialog.querySelectorAll("header, footer")) header.setAttribute("role", "presentation");
      for (const button of dialog.querySelectorAll("header button:not([aria-label])")) {
        if (button.textContent === "") button.setAttribute("aria-label", "Clear");
      }
    }
    // A wide table scrolls on a narrow screen.
    set(".md-table-wrapper", "tabindex", "0");
    set(".md-table-wrapper", "role", "group");
    set(".md-table-wrapper", "aria-label", "Table");
    // An operation belongs to a group, which has a heading of the same level.
    for (const section of document.querySelectorAll("[data-section-id]")) {
      if (!/^\/(?!section\/)[^/]+\/[^/]+$/.test(section.getAttribute("data-section-id") ?? "")) continue;
      for (const heading of section.querySelectorAll("h2")) {
        if (heading.getAttribute("aria-level") !== "3") heading.setAttribute("aria-level", "3");
      }
    }
    // The name of a button has to contain its text.
    for (const button of document.querySelectorAll('button[aria-label][aria-haspopup="menu"]'))
      button.removeAttribute("aria-label");
  };

  let waiting = false;
  const observer = new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      improve();
      const mode = root.classList.contains("dark") ? "dark" : "light";
      if (stored((storage) => storage.getItem(ownKey))) stored((storage) => storage.setItem(siteKey, mode));
    });
  });
  observer.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] });

  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (!(target instanceof HTMLElement && target.matches('[data-testid="search-trigger"]'))) return;
    if (key !== "Enter" && key !== " ") return;
    event.preventDefault();
    target.click();
  });
}
