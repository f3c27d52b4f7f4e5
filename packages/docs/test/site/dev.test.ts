import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { utimes } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apis } from "../../src/apis.ts";
import { type LaunchedBrowser, launchBrowser } from "../launch-browser.ts";
import { longest } from "../watched-page.ts";

const script = fileURLToPath(new URL("../../src/dev.ts", import.meta.url));
let dev: ChildProcess;
let launched: LaunchedBrowser;
let url: string;

beforeAll(async () => {
  const free = createServer().listen(0, "127.0.0.1");
  await once(free, "listening");
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  const env = { ...process.env, PORT: String(port) };
  dev = spawn(process.execPath, ["--import", "tsx", script], { env, stdio: ["ignore", "pipe", "inherit"] });
  url = await new Promise<string>((resolve, reject) => {
    dev.stdout?.on("data", (text) => {
      const [, address] = /The docs are at (\S+)/.exec(String(text)) ?? [];
      if (address) resolve(address);
    });
    dev.on("exit", () => reject(new Error("The server ended.")));
  });
  launched = await launchBrowser();
});

afterAll(async () => {
  await launched?.close();
  const ended = once(dev, "exit");
  dev.kill();
  await ended;
});

describe("the pages while a spec is edited", () => {
  it.each(["index.html", `reference/${apis[0]?.name}.html`])("are loaded again after a build: %s", async (path) => {
    const page = await launched.browser.newPage();
    page.setDefaultTimeout(longest);
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(url + path);
    const heading = page.locator("main, #VPContent").getByRole("heading", { level: 1 }).first();
    await heading.waitFor();
    await page.evaluate(() => Object.assign(globalThis, { isOld: true }));
    const now = new Date();
    await utimes(apis[0]?.document ?? "", now, now);
    await page.waitForFunction(() => !("isOld" in globalThis));
    await heading.waitFor();
    const origins = new Set(requests.filter((one) => !one.startsWith("data:")).map((one) => new URL(one).origin));
    expect([...origins]).toEqual([new URL(url).origin]);
    await page.close();
  });
});
