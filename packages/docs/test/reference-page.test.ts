import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { apis } from "../src/apis.ts";
import { placeInSite } from "../src/reference-page.ts";

const links = [
  { text: "Start", link: "/start.html" },
  { text: "One", link: "/reference/one.html" },
];

describe("placeInSite", () => {
  const hash = createHash("sha256").update("code()").digest("base64");
  const reference = `<meta content="script-src 'sha256-${hash}' 'sha256-other'">
    <header class="site-header">alone</header><script type="module" id="redoc-code">code()</script>`;

  it("moves Redoc's code to a file named by its content, which the policy then allows by its place", () => {
    const { page, script } = placeInSite(reference, "one", links);
    expect(script).toEqual({ name: expect.stringMatching(/^redoc\.[0-9a-f]{8}\.js$/), code: "code()" });
    expect(page).toContain(`<script defer src="${script.name}"></script>`);
    expect(page).toContain("script-src 'self' 'sha256-other'");
  });

  it("has the site's header, with relative links", () => {
    const { page } = placeInSite(reference, "one", links);
    expect(page).toContain('<a class="home" href="../index.html">comms-webhooks</a>');
    expect(page).toContain(
      '<a href="../start.html">Start</a> <a href="../reference/one.html" aria-current="page">One</a>',
    );
  });

  it("throws for a page that isn't a rendered reference", () => {
    expect(() => placeInSite("<p>Other</p>", "one", links)).toThrow("has no script or header");
  });
});

describe("the references", () => {
  const pages = apis.map(({ name, reference }) => placeInSite(readFileSync(reference, "utf8"), name, links));

  it("share Redoc's code", () => {
    expect(new Set(pages.map(({ script }) => script.name)).size).toBe(1);
  });

  it("are pages of at most 150 kB without it, compressed", () => {
    for (const { page } of pages) expect(gzipSync(page).length).toBeLessThan(150_000);
  });

  it("show their first heading before any code has run", () => {
    for (const { page } of pages) expect(page.indexOf("<h1")).toBeLessThan(page.indexOf("<script defer"));
    for (const { page } of pages) expect(page.indexOf("<h1")).toBeGreaterThan(0);
  });
});
