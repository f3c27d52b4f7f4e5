import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { navigationOf, sidebarOf } from "../src/navigation.ts";
import { type Page, readPages } from "../src/pages.ts";
import { plainMarkdown } from "../src/plain-markdown.ts";

const sources = {
  "index.md": "---\ntitle: Home\n---\n# Hello\n",
  "start.md": "---\ntitle: Start here\ndescription: One sentence.\ngroup: Start\n---\nText\n",
  "guides/second.md": "---\ntitle: Second\ngroup: Everyday tasks\norder: 2\n---\n",
  "guides/first.md": "---\ntitle: First\ngroup: Everyday tasks\norder: 1\n---\n",
  "guides/last.md": "---\ntitle: Last\ngroup: Unheard of\n---\n",
  "guides/hidden.md": "# Not in the sidebar\n",
  "reference/acme/[page].md": "---\ngroup: Acme\n---\n# {{ title }}\n\n<!-- @content -->\n",
  "reference/acme/[page].paths.ts": `export default {
    paths: () => ["b", "a"].map((page, order) => ({ params: { page, title: "Acme: page " + page, order }, content: "$& " + page })),
  };`,
  "api/index.md": "# Packages\n",
  ".vitepress/cache/ignored.md": "# Ignored\n",
};
let folder: string;
let pages: Page[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pages-"));
  for (const [path, text] of Object.entries(sources)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  pages = await readPages(folder);
});

afterAll(() => rm(folder, { recursive: true }));

describe("the pages", () => {
  it("have an address, and the facts of their frontmatter or else of their heading", () => {
    const facts = pages.map(({ address, title, group }) => [address, title, group]);
    expect(facts).toContainEqual(["", "Home", undefined]);
    expect(facts).toContainEqual(["guides/first.html", "First", "Everyday tasks"]);
    expect(facts).toContainEqual(["guides/hidden.html", "Not in the sidebar", undefined]);
    expect(facts).toContainEqual(["api/", "Packages", undefined]);
    expect(facts).toHaveLength(9);
  });

  it("of a dynamic route have its params and content", () => {
    const page = pages.find(({ path }) => path === "reference/acme/a.md");
    expect(page).toMatchObject({ title: "Acme: page a", group: "Acme", order: 1, markdown: "# {{ title }}\n\n$& a\n" });
  });
});

describe("the navigation", () => {
  it("lists pages by group and order, known groups first", () => {
    expect(sidebarOf(pages, ["acme"])).toEqual({
      "/": [
        { text: "Start", items: [{ text: "Start here", link: "/start.html" }] },
        {
          text: "Everyday tasks",
          items: [
            { text: "First", link: "/guides/first.html" },
            { text: "Second", link: "/guides/second.html" },
          ],
        },
        { text: "Unheard of", items: [{ text: "Last", link: "/guides/last.html" }] },
        { text: "API references", items: [expect.objectContaining({ text: "Acme", link: "/reference/acme.html" })] },
      ],
      "/reference/": [
        expect.objectContaining({ text: "API references" }),
        {
          text: "Acme",
          items: [
            { text: "Page b", link: "/reference/acme/b.html" },
            { text: "Page a", link: "/reference/acme/a.html" },
          ],
        },
      ],
      "/api/": [],
    });
  });

  it("has a link to each part of the site that has pages", () => {
    const links = (of: Page[]) => navigationOf(of, ["acme"]).map(({ text, link }) => `${text} ${link}`);
    expect(links(pages)).toEqual([
      "Start /start.html",
      "Guides /guides/first.html",
      "Acme /reference/acme.html",
      "Packages /api/",
    ]);
    expect(links([])).toEqual(["Acme /reference/acme.html"]);
  });
});

describe("a page as plain Markdown", () => {
  const plain = (markdown: string) =>
    plainMarkdown({ ...(pages[0] as Page), path: "guides/first.md", markdown }, folder);

  it("has no comments, components and wrappers", () => {
    expect(plain("<div class='x'>\n\nText\n\n<!-- setup\nlet a;\n-->\n</div>\n\n<List />\n")).toBe("Text\n");
  });

  it("keeps code as it is, with the language and the name of the file", () => {
    const code = "<!-- a -->\n<<< b\n<div>";
    expect(plain(`\`\`\`ts file=a.ts check="c"\n${code}\n\`\`\`\n`)).toBe(`\`\`\`ts file=a.ts\n${code}\n\`\`\`\n`);
    expect(plain("```text output\nx\n```\n")).toBe("```text\nx\n```\n");
  });

  it("has the code of included files", () => {
    expect(plain("<<< ../reference/acme/[page].paths.ts\n")).toMatch(/^```ts file=\[page\]\.paths\.ts\nexport default/);
  });
});
