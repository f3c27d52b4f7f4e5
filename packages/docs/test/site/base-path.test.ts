import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenServer, serve } from "../../src/server.ts";
import { builtFiles } from "../built-site.ts";
import { type LaunchedBrowser, launchBrowser } from "../launch-browser.ts";
import { openPage } from "../watched-page.ts";

const build = fileURLToPath(new URL("../../src/build.ts", import.meta.url));
let folder: string;
let served: OpenServer;
let launched: LaunchedBrowser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "site-"));
  const env = { ...process.env, DOCS_URL: "https://docs.example.com/x/y/" };
  const [code] = await once(
    spawn(process.execPath, ["--import", "tsx", build, folder], { env, stdio: "ignore" }),
    "exit",
  );
  expect(code).toBe(0);
  served = await serve("0", { pages: folder, base: "/x/y/" });
  launched = await launchBrowser();
});

afterAll(async () => {
  await launched?.close();
  served?.server.close();
  await rm(folder, { recursive: true });
});

describe("a site that is published below a path", () => {
  it("loads all of its files from there, and leads to its pages", async () => {
    const { page, requests, problems } = await openPage(launched.browser, served.url);
    for (const name of ["8x8", "Webex"]) {
      await page.locator(".VPNavBarMenu").getByRole("link", { name }).click();
      await page.locator("main").getByRole("heading", { level: 1 }).waitFor();
      expect(new URL(page.url()).pathname).toMatch(/^\/x\/y\/reference\/\w+\.html$/);
      await page.goBack();
      await page.locator("#VPContent h1").waitFor();
    }
    expect(requests.filter((one) => !one.startsWith(served.url) && !one.startsWith("blob:"))).toEqual([]);
    expect(problems).toEqual([]);
  });

  it("names the address that it was built for in its sitemap", async () => {
    const sitemap = await readFile(join(folder, "sitemap.xml"), "utf8");
    expect(sitemap).toContain("<loc>https://docs.example.com/x/y/</loc>");
    expect(sitemap).toContain("<loc>https://docs.example.com/x/y/reference/webex.html</loc>");
  });

  it("has the same pages as the site at the root", () => {
    const pages = (files: string[]) => files.filter((path) => /\.(html|md|txt)$/.test(path));
    expect(pages(builtFiles(folder))).toEqual(pages(builtFiles()));
  });
});
