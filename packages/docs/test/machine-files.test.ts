import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { apis } from "../src/apis.ts";
import { readPages } from "../src/pages.ts";
import { address, dist, source } from "../src/site.ts";
import { builtFiles, builtPages } from "./built-site.ts";

const read = (path: string) => readFileSync(`${dist}${path}`, "utf8");
const files = builtFiles();
const pages = await readPages(source);

describe("llms.txt", () => {
  const text = read("llms.txt");

  it("has a title, a summary and groups of links, as llmstxt.org describes", () => {
    const lines = text.split("\n").filter(Boolean);
    expect(lines[0]).toBe("# comms-webhooks");
    expect(lines[1]).toMatch(/^> .+\.$/);
    expect(lines[2]).toContain("unofficial and was never run against the live vendors");
    for (const line of lines.slice(3)) expect(line).toMatch(/^## .+$|^- \[.+\]\(\S+\): .+$/);
  });

  it("links to every page of the sidebar with its description, and to files that exist", () => {
    const links = [...text.matchAll(/\]\((\S+?)\)/g)].map(([, link]) => link);
    expect(links.filter((link) => !files.includes(link ?? ""))).toEqual([]);
    for (const { title, path, description } of pages.filter(({ group }) => group !== undefined))
      expect(text).toContain(`- [${title}](${path}): ${description}\n`);
  });
});

describe("llms-full.txt", () => {
  it("has all pages, without frontmatter, comments, components and test attributes", () => {
    const text = read("llms-full.txt");
    for (const { path } of pages) expect(text).toContain(`Page: ${path}\n\n# `);
    const prose = text.replace(/^ *```.*?^ *```$/gms, "");
    expect(prose).not.toMatch(/^(title|description|group|order): /m);
    expect(prose).not.toMatch(/<!--|^<\/?(div|[A-Z])|^<<</m);
    expect(text).not.toMatch(/^ *```\w+ .*(skip|check)=/m);
  });
});

describe("the sitemap", () => {
  it("names every page by its whole address", () => {
    const found = [...read("sitemap.xml").matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url]) => url);
    const expected = builtPages
      .filter(({ path }) => path !== "404.html")
      .map(({ path }) => address + path.replace(/(^|\/)index\.html$/, "$1"));
    expect(found.sort()).toEqual(expected.sort());
    expect(read("robots.txt")).toContain(`Sitemap: ${address}sitemap.xml\n`);
  });
});

describe("the schemas", () => {
  it.each(apis)("have the bundled document of $name as JSON and as YAML", ({ name, document }) => {
    const bundle = JSON.parse(readFileSync(document, "utf8"));
    expect(JSON.parse(read(`reference/${name}.openapi.json`))).toEqual(bundle);
    expect(parse(read(`reference/${name}.openapi.yaml`), { maxAliasCount: -1 })).toEqual(bundle);
  });

  it("have the schema of webhooks.yaml", () => {
    const schema = fileURLToPath(import.meta.resolve("@comms-webhooks/cli/schema/webhooks.schema.json"));
    expect(read("webhooks.schema.json")).toBe(readFileSync(schema, "utf8"));
  });
});
