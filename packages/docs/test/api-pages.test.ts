import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { entryPoints } from "../../../scripts/api/public-api.ts";
import { shapePage } from "../src/api-page.ts";
import { dist } from "../src/site.ts";

const folder = join(dist, "api");
const html = (name: string) => readFileSync(join(folder, name), "utf8");
const names = readdirSync(folder).filter((name) => name.endsWith(".html"));
const idsOf = (page: string) => new Set([...html(page).matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));

describe("the pages of the packages", () => {
  test("are there for each entry point, and listed", () => {
    for (const { name } of entryPoints()) {
      const page = names.find((one) => new RegExp(`<h1[^>]*>${name}\\s*<a`).test(html(one)));
      expect(page, name).toBeDefined();
      expect(html("index.html")).toMatch(new RegExp(`href="[^"]*/api/${page?.replace(".html", "")}\\b`));
    }
  });

  test.each([
    ["webex.html", ["createwebexwebhooks", "createwebexreceiver", "webhooksclient", "ensureoptions"]],
    ["8x8.html", ["create8x8webhooks", "create8x8receiver", "webhooksclient", "ensureoptions"]],
    ["comms-webhooks.html", ["ishttperror", "httperror", "calloptions", "memoryseenstore"]],
    ["sandbox.html", ["createsandbox", "createmanualclock", "sandboxoptions"]],
    ["webex-types.html", ["webhook", "deliverymap", "createwebhookrequest"]],
    ["webex-client-validators.html", ["webhook", "createwebhookrequest"]],
  ])("have the names of exports as anchors: %s", (page, anchors) => {
    expect([...idsOf(page)]).toEqual(expect.arrayContaining(anchors));
  });

  test.each(names)("lead to anchors that are there, under headings in order: %s", (page) => {
    const [, main = ""] = /<main[^>]*>(.*)<\/main>/s.exec(html(page)) ?? [];
    const levels = [...main.matchAll(/<h([1-6])[\s>]/g)].map(([, level]) => Number(level));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    const links = [...main.matchAll(/<a[^>]*\shref="([^":]*)#([^"]+)"/g)];
    const broken = links.filter(([, path = "", anchor]) => {
      const target = path === "" ? page : path.split("/").at(-1);
      return !names.includes(target ?? "") || !idsOf(target ?? "").has(decodeURIComponent(anchor ?? ""));
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });
});

test("a page's headings are those of exports and methods, and its code stays as it is", () => {
  const page = { title: "webex", description: "Says: what.", group: "comms-webhooks", order: 1 };
  const code = "```ts\n#### Parameters\n***\n```";
  expect(shapePage(`# webex\n\n#### Parameters\n\n##### create()\n\n${code}\n\n***\n\n### Webhook\n`, page)).toBe(
    '---\ntitle: "webex"\ndescription: "Says: what."\ngroup: "comms-webhooks"\norder: 1\n---\n\n' +
      `# webex\n\n**Parameters**\n\n#### create()\n\n${code}\n\n### Webhook\n`,
  );
});
