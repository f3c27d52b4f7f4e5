import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createAdaptorServer } from "@hono/node-server";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apis, type Document, dist } from "../src/apis.ts";
import { app } from "../src/app.ts";
import { type LaunchedBrowser, launchBrowser } from "./launch-browser.ts";
import { openPage, type WatchedPage } from "./watched-page.ts";

const server = createAdaptorServer({ fetch: app.fetch });
let launched: LaunchedBrowser;
let site: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  launched = await launchBrowser();
});

afterAll(async () => {
  await launched?.close();
  server.close();
});

describe("the index", () => {
  it("says what this is, asks for nothing and leads to every page", async () => {
    const { page, requests, complaints } = await openPage(launched.browser, site);
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    expect(await page.textContent("body")).toContain("unofficial, and was never run against the live vendors");

    const links = await page.locator("a").evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    expect(links).toEqual(apis.flatMap(({ name }) => [`${site}${name}.html`, `${site}${name}.openapi.json`]));
    expect({ requests, complaints }).toEqual({ requests: [site], complaints: [] });
    for (const [index, link] of links.entries()) {
      await page.locator("a").nth(index).click();
      await page.waitForURL(link);
      expect((await page.textContent("body"))?.length).toBeGreaterThan(1000);
      await page.goBack();
    }
    expect(complaints).toEqual([]);
  });
});

describe.each(apis)("the reference of $name", ({ name }) => {
  const file = pathToFileURL(join(dist, `${name}.html`)).href;
  let document: Document & Record<string, unknown>;
  let watched: WatchedPage;
  const menu = () => watched.page.locator('[data-component-name="Menu/Menu"] a');
  const sectionAt = (href: string | null): Locator =>
    watched.page.locator(`[data-section-id="${href?.replace(/^#/, "")}"]`).first();

  const entry = (summary: string) => menu().filter({ has: watched.page.getByText(summary, { exact: true }) });

  /** Opens a group of the sidebar and of the page, which closes the other one. */
  async function openGroup(group: "Webhooks" | "Deliveries") {
    const items: Record<string, { summary?: string }>[] = Object.values(
      group === "Webhooks" ? document.paths : document.webhooks,
    );
    const summary = Object.values(items[0] ?? {}).find((item) => item.summary)?.summary ?? "";
    const first = entry(summary);
    // The introduction has a section called Deliveries too.
    const heading = menu().filter({ hasText: new RegExp(`^${group}$`) });
    if (!(await first.isVisible())) await heading.last().click();
    await first.click();
    await watched.page.locator("main").getByRole("heading", { name: summary }).waitFor();
  }

  beforeAll(async () => {
    document = JSON.parse(await readFile(join(dist, `${name}.openapi.json`), "utf8"));
    watched = await openPage(launched.browser, file);
  });

  it("has a title, a language and an introduction", async () => {
    expect(await watched.page.title()).toBe(document.info.title);
    expect(await watched.page.locator("html").getAttribute("lang")).toBe("en");
    await watched.page.getByRole("heading", { level: 1, name: document.info.title }).waitFor();
  });

  it("has every operation, with its summary, method and path", async () => {
    await openGroup("Webhooks");
    for (const [path, item] of Object.entries(document.paths)) {
      for (const [method, { operationId, summary }] of Object.entries(item)) {
        if (!operationId || !summary) continue;
        const link = entry(summary);
        await link.click();
        const section = sectionAt(await link.getAttribute("href"));
        await section.getByRole("heading", { name: summary }).waitFor();
        await section
          .getByRole("button", { name: new RegExp(`^${method} ?\\n?${escapePattern(path)}$`, "i") })
          .waitFor();
        expect(await section.textContent()).toContain("Responses");
      }
    }
  });

  it("leads from each entry of the sidebar to its section", async () => {
    const hrefs = await menu().evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    expect(hrefs.length).toBeGreaterThan(8);
    for (const href of hrefs) {
      await menu()
        .and(watched.page.locator(`[href="${href}"]`))
        .click();
      await watched.page.waitForURL(({ hash }) => (hash || "#/") === href);
      await sectionAt(href).waitFor({ state: "attached" });
    }
    expect(await watched.page.getByText("No page at this address").count()).toBe(0);
  });

  it("has every delivery, with its summary, name, fields and an example", async () => {
    await openGroup("Deliveries");
    const links = await menu().evaluateAll((all) => all.map((a) => [a.textContent, a.getAttribute("href")]));
    const words = name === "webex" ? ["X-Spark-Signature", "actorId", '"orgId"'] : ["eventType", "security below"];
    for (const [delivery, { post }] of Object.entries(document.webhooks)) {
      const href = links.find(([text]) => text === `${post.summary}post`)?.[1] ?? "";
      const section = sectionAt(href);
      await section.scrollIntoViewIfNeeded(); // It is rendered when it is seen.
      await section.getByRole("heading", { name: post.summary }).waitFor();
      const text = (await section.textContent()) ?? "";
      for (const word of [post.summary, delivery, ...words, "required", "2XX"]) expect(text, href).toContain(word);
    }
    expect(Object.keys(document.webhooks).length).toBeGreaterThan(12);
  });

  it("opens each entry of the sidebar by its address as well", async () => {
    const hrefs = await menu().evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    const { page, complaints } = await openPage(launched.browser, `${file}${hrefs.at(-1)}`);
    await page
      .locator(`[data-section-id="${hrefs.at(-1)?.slice(1)}"]`)
      .getByText("Responses")
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
  });

  it("opens a nested schema", async () => {
    const { page } = watched;
    await openGroup("Webhooks");
    await entry("List webhooks").click();
    await page
      .getByRole("button", { name: name === "webex" ? "400" : "200" })
      .first()
      .click();
    const more = page.getByRole("button", { name: /Show \d+ (array )?properties/ }).first();
    await more.click();
    await page
      .getByText(name === "webex" ? "errors[].description" : "oauth.clientId")
      .first()
      .waitFor();
  });

  it("finds a field by its name", async () => {
    const { page } = watched;
    await page.keyboard.press("Control+K");
    await page.locator("input:focus").fill(name === "webex" ? "hostEmail" : "credentialsLocation");
    await page.getByText("request fields").first().waitFor();
    await page.keyboard.press("Escape");
  });

  it("shows what the extensions say", async () => {
    let text = "";
    for (const group of ["Webhooks", "Deliveries"] as const) {
      await openGroup(group);
      text += await watched.page.locator("main").textContent();
    }
    expect(text).toContain("Known values: ");
    const facts = extensionFacts(document);
    expect(facts.length).toBeGreaterThan(15);
    expect(facts.filter((fact) => !text.includes(fact))).toEqual([]);
  });

  it("has asked for nothing but itself, and complained of nothing", () => {
    expect(watched.requests).toEqual([file]);
    expect(watched.complaints).toEqual([]);
  });
});

/** Lists what the page has to say somewhere, as it joins the cells of a row: resources, codes, addresses, rules. */
function extensionFacts(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === "x-webhook-resources") {
      return Object.entries(value as Record<string, { description: string }>).map(
        ([resource, { description }]) => resource + description.replaceAll("`", ""),
      );
    }
    if (key === "x-error-codes") return Object.entries(value as Record<string, string>).map((row) => row.join(""));
    if (key === "x-receipt-error-codes") {
      return Object.entries(value as Record<string, Record<string, { name: string; metaCode?: number }>>).flatMap(
        ([channel, codes]) =>
          Object.entries(codes).map(([code, { name, metaCode }]) => code + channel + name + (metaCode ?? "")),
      );
    }
    if (key === "x-source-addresses") return [(value as { date: string }).date, ...strings(value)];
    if (key === "x-webhook-type") return [`Brought by webhooks of type ${value}.`];
    if (key === "x-violation") return [`Rule: ${(value as { message: string }).message}`];
    return extensionFacts(value);
  });
}

function strings(node: unknown): string[] {
  return typeof node === "object" && node !== null ? Object.values(node).flatMap(strings) : [String(node)];
}

const escapePattern = (text: string): string => text.replace(/[/{}.]/g, "\\$&");
