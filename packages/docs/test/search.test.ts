import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apis } from "../src/apis.ts";
import { source } from "../src/site.ts";
import { type OpenSite, openSite } from "./built-site.ts";
import { requestField, type SpecDocument } from "./expected.ts";
import { openPage } from "./watched-page.ts";

let site: OpenSite;
let page: Page;

beforeAll(async () => {
  site = await openSite();
  ({ page } = await openPage(site.browser, site.url));
  await page.locator(".DocSearch-Button").click();
});

afterAll(() => site?.close());

/** Returns the addresses of the results for a text, best first. */
async function search(text: string): Promise<string[]> {
  const input = page.locator("#localsearch-input");
  const results = page.locator(".VPLocalSearchBox .result");
  await input.fill("");
  await results.first().waitFor({ state: "detached" });
  await input.fill(text);
  await results.first().waitFor();
  return results.evaluateAll((all) => all.map((result) => (result as HTMLAnchorElement).href));
}

describe("search", () => {
  it("finds a page by its words", async () => {
    expect((await search("receive what they send"))[0]).toContain(site.url);
  });
});

const hasPages = (path: string) => existsSync(join(source, path));
const withPages = apis.filter(({ name }) => hasPages(`reference/${name}`) || hasPages("reference/[api]"));

describe.each(withPages)("search in the reference of $name", ({ name, document: file }) => {
  const document = JSON.parse(readFileSync(file, "utf8")) as SpecDocument;
  const operations = Object.values(document.paths)
    .flatMap((item) => Object.values(item))
    .filter(({ operationId }) => operationId);

  it.each([
    ["an operation", operations[0]?.summary],
    ["an operation by its id", operations[0]?.operationId],
    ["another operation", operations.at(-1)?.summary],
    ["a delivery", Object.keys(document.webhooks).at(-1)],
    ["a field", requestField(document)],
  ])("finds %s: %s", async (_what, term = "") => {
    expect((await search(term)).slice(0, 5)).toContainEqual(expect.stringContaining(`/reference/${name}/`));
  });
});

/** The messages of the troubleshooting page that have words enough to search for, one of each entry. */
function messagesOf(guide: string): string[] {
  const blocks = [...guide.matchAll(/^### .*?^```text\n(.*?)^```/gms)].map(([, block = ""]) => block.split("\n"));
  return blocks.flatMap((lines) => lines.find((line) => (line.match(/\p{L}{4,}/gu) ?? []).length > 4) ?? []);
}

const guide = "guides/troubleshooting.md";
const messages = hasPages(guide) ? messagesOf(readFileSync(join(source, guide), "utf8")) : [];

describe.each(messages.filter((_, index) => index % 5 === 0))("search for the message %j", (message) => {
  it("finds its cause and fix", async () => {
    expect((await search(message)).slice(0, 3)).toContainEqual(
      expect.stringContaining("/guides/troubleshooting.html#"),
    );
  });
});
