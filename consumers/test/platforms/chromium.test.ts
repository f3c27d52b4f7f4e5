import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createSandbox } from "@comms-webhooks/sandbox";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LaunchedBrowser, launchBrowser } from "../../../packages/docs/test/launch-browser.ts";
import { consumers } from "../recipes.ts";

const script = join(consumers, ".recipes/chromium/program.js");
const program = `import { useAnywhere } from "./anywhere.ts";
globalThis.run = (urls) => useAnywhere(urls).then(() => "done", (error) => String(error.stack));
`;

let launched: LaunchedBrowser;
let site: Server;
beforeAll(async () => {
  launched = await launchBrowser();
  const stdin = { contents: program, resolveDir: join(consumers, "test/programs"), loader: "ts" } as const;
  await build({ stdin, outfile: script, bundle: true, format: "iife", platform: "browser", logLevel: "silent" });
  site = createServer((_request, response) => response.setHeader("content-type", "text/html").end("<!doctype html>"));
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await launched.close();
  site.close();
});

describe("a page in a real browser", () => {
  it("runs a program that uses every function which needs neither Node nor Redis", async () => {
    const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    const sandbox = createSandbox();
    try {
      const urls = await sandbox.listen({ allowedOrigins: [origin] });
      const page = await launched.browser.newPage();
      const warnings: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "warning") warnings.push(message.text());
      });
      await page.goto(origin);
      await page.addScriptTag({ content: await readFile(script, "utf8") });
      expect(await page.evaluate(`run(${JSON.stringify(urls)})`)).toBe("done");
      expect(warnings).toEqual([]);
    } finally {
      await sandbox.close();
    }
  });
});
