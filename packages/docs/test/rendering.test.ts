import { createHash } from "node:crypto";
import { createMarkdownRenderer } from "vitepress";
import { describe, expect, it } from "vitest";
import { codeBlocks, codeTheme, colorsToClasses, shownInfo } from "../src/code-blocks.ts";
import { likeHydrated, withFallback } from "../src/prerendered.ts";
import { splitSections } from "../src/search-index.ts";
import { withSecurityPolicy } from "../src/security-policy.ts";
import { source } from "../src/site.ts";
import { tableCells } from "../src/table-cells.ts";

const md = await createMarkdownRenderer(source, {
  theme: codeTheme,
  codeTransformers: [colorsToClasses],
  config: (one) => {
    one.use(codeBlocks);
    one.use(tableCells);
  },
});
const render = (text: string) => md.render(text, { path: source });

describe("a code block", () => {
  it.each([
    ['ts check="lines 3-4"', "ts"],
    ["ts{1,3-4} file=a.ts", "ts{1,3-4}"],
    ["ts [npm] active ", "ts active"],
    ["text output", "text"],
    ["", ""],
  ])("of %j is shown as %j", (info, shown) => {
    expect(shownInfo(info)).toBe(shown);
  });

  it("is colored by classes, and has the name of its file above it", () => {
    const html = render('```ts file=a.ts skip="3"\nconst a = "b"; // c\n```\n');
    expect(html).toContain("<figcaption>a.ts</figcaption>");
    expect(html).toContain('<span class="code-keyword">const</span>');
    expect(html).not.toMatch(/style=|highlighted|skip/);
  });
});

describe("a table", () => {
  it("is aligned by classes", () => {
    const html = render("| a | b |\n| --- | ---: |\n| c | d |\n");
    expect(html).toContain('<td class="align-right">d</td>');
    expect(html).not.toContain("style=");
  });
});

describe("the search index", () => {
  it("has a section for each heading, with the headings above it", () => {
    const sections = splitSections(render("# A\n\nfirst\n\n## B\n\n`x.y` &amp; z\n\n### C\n\nlast\n\n## D\n"));
    expect(sections).toEqual([
      { anchor: "a", titles: ["A"], text: "first" },
      { anchor: "b", titles: ["A", "B"], text: "x.y & z" },
      { anchor: "c", titles: ["A", "B", "C"], text: "last" },
      { anchor: "d", titles: ["A", "D"], text: "" },
    ]);
  });

  it("splits a table at the rows that have an anchor, the fields of a schema", () => {
    const rows = "| `a_b`{#A.a_b} | string | First. |\n| `a_b[].c`{#A.a_b.c} | [B](./b.md) | Second. |";
    expect(splitSections(render(`# A\n\nfirst\n\n| Field | Type | Text |\n| --- | --- | --- |\n${rows}\n`))).toEqual([
      { anchor: "a", titles: ["A"], text: "first Field Type Text" },
      { anchor: "A.a_b", titles: ["A", "a_b"], text: "a_b string First." },
      { anchor: "A.a_b.c", titles: ["A", "a_b[].c"], text: "a_b[].c B Second." },
    ]);
  });

  it("splits before the id of an operation", () => {
    expect(splitSections(render("# List {#list}\n\n`listAll`{#list.id} · `GET /`\n\nReturns all.\n"))).toEqual([
      { anchor: "list", titles: ["List"], text: "Returns all." },
      { anchor: "list.id", titles: ["List", "listAll"], text: "listAll · GET /" },
    ]);
  });

  it("keeps the words of cells and lines apart, and those of code together", () => {
    const html = render(
      "# A\n\n| targetUrl | status |\n| --- | --- |\n| b | c |\n\n```ts\nfoo.bar()\n```\n<!-- no -->\n",
    );
    expect(splitSections(html)[0]?.text).toBe("targetUrl status b c foo.bar()");
  });
});

describe("a prerendered page", () => {
  it("has a policy with the hashes of its scripts, and no style attributes", () => {
    const script = "alert('a')";
    const hash = createHash("sha256").update(script).digest("base64");
    const page = `<head><meta charset="utf-8"><script id="a">${script}</script><script src="/b.js"></script></head><p class="c" style="d:e">`;
    const html = withSecurityPolicy(likeHydrated(page));
    expect(html).toContain(`script-src 'self' 'sha256-${hash}'; style-src 'self';`);
    expect(html).toContain('<p class="c">');
  });

  it("has the header of a page with a sidebar only where there is one", () => {
    expect(likeHydrated('<div class="VPNavBar">')).toBe('<div class="VPNavBar">');
    expect(likeHydrated('<div class="VPNavBar"><aside class="VPSidebar"')).toContain('"VPNavBar has-sidebar"');
  });

  it("has a text for readers without scripts where nothing is prerendered", () => {
    const texts = { title: "Not found", text: "No page.", link: '<a href="/">Start</a>' };
    const fallback = '<main class="fallback"><h1>Not found</h1><p>No page.</p><a href="/">Start</a></main>';
    expect(withFallback('<div id="app"></div>', texts)).toContain(`<noscript>${fallback}</noscript>`);
    expect(withFallback('<div id="app">Page</div>', texts)).not.toContain("<noscript>");
  });
});
